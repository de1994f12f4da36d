"""Every broken and exotic file beside the checkout either decodes as index.csv says or is one typed error, in time."""

import csv
import time
from pathlib import Path

import numpy as np
import pytest

from tldesk.core.errors import PhotoError, PhotoFault
from tldesk.photos.decode import decode, photo_facts

LIMIT_SECONDS = 5.0
WAIT_SECONDS = 60.0
"""Generous, for a machine that is busy with other things: a decoder that waits or sleeps takes no time of the processor."""

# Pillow fails on the first load of these and gives what it has on the second; half a photo must not pass for a photo.
CUT_OFF = {"pil_truncated_end_chunk.png", "pil_broken_data_stream.png", "libpng_badadler.png"}
# Read by pillow-heif, which index.csv was made without.
HEIC = {"pil_avif_hopper.heif", "heif_pug.heic", "heif_arrow.heic", "heif_RGB_8__128x128.heif", "heif_RGBA_8__128x128.heif"} | {
    *("heif_L_8__128x128.heif", "heif_RGB_10__128x128.heif", "heif_zPug_3.heic", "heif_empty_icc.heic", "heif_invalid_id.heic"),
    *("heif_truncated.heic",),
}
FAULTS = {
    "made_zero_bytes.jpg": PhotoFault.EMPTY,
    "made_cut_at_200_bytes.jpg": PhotoFault.DAMAGED,
    "made_cut_at_half.jpg": PhotoFault.DAMAGED,
    "made_tail_zeroed.jpg": PhotoFault.DAMAGED,
    "pil_truncated_image.png": PhotoFault.DAMAGED,
    "made_html_page.jpg": PhotoFault.NOT_A_PHOTO,
    "made_text.tif": PhotoFault.NOT_A_PHOTO,
    "Thumbs.db": PhotoFault.NOT_A_PHOTO,
    "pil_decompression_bomb.gif": PhotoFault.TOO_LARGE,
    "pil_decompression_bomb.ico": PhotoFault.TOO_LARGE,
    "pil_bmp_b_reallybig.bmp": PhotoFault.TOO_LARGE,
    "rs_bad_bmp_Bad_height.bmp": PhotoFault.TOO_LARGE,
    "pil_hopper_unknown_pixel_mode.tif": PhotoFault.UNSUPPORTED,
    "pil_bmp_q_pal2.bmp": PhotoFault.UNSUPPORTED,
    "avif_pyramid_pymd.avif": PhotoFault.DAMAGED,
}


def _rows(shared: Path) -> list[dict[str, str]]:
    with (shared / "bad_images" / "index.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _upright_size(row: dict[str, str]) -> tuple[int, int]:
    width, height = (int(side) for side in row["size"].split("x"))
    # Pillow reports the upright size of TIFFs.
    turned = row["exif_orientation"] in {"5", "6", "7", "8"} and row["format"] != "TIFF"
    return (height, width) if turned else (width, height)


def _outcome(file: Path) -> tuple[int, int] | PhotoError:
    try:
        photo = decode(file)
    except PhotoError as error:
        return error
    assert photo.mode == "RGB"
    return photo.size


def test_every_file_decodes_or_is_reported_in_time(shared: Path) -> None:
    rows = _rows(shared)
    assert len(rows) > 200
    wrong = []
    for row in rows:
        file = shared / "bad_images" / row["file"]
        began, started = time.process_time(), time.monotonic()
        outcome = _outcome(file)
        seconds, waited = time.process_time() - began, time.monotonic() - started
        if seconds > LIMIT_SECONDS:
            wrong.append(f"{file.name}: took {seconds:.1f} s of the processor")
        if waited > WAIT_SECONDS:
            wrong.append(f"{file.name}: took {waited:.0f} s")
        if file.name in HEIC:
            expected = not isinstance(outcome, PhotoError)
        elif row["pillow_loads"] == "yes" and file.name not in CUT_OFF:
            expected = outcome == _upright_size(row)
        else:
            expected = isinstance(outcome, PhotoError) and outcome.file == file and bool(outcome.cause)
        if not expected:
            wrong.append(f"{file.name}: {outcome!r}")
    assert not wrong


@pytest.mark.parametrize(("name", "fault"), FAULTS.items())
def test_the_fault_and_the_cause_are_named(shared: Path, name: str, fault: PhotoFault) -> None:
    with pytest.raises(PhotoError) as caught:
        decode(shared / "bad_images" / "files" / name)
    assert caught.value.fault is fault
    assert name in caught.value.what


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("made_zero_bytes.jpg", "0 bytes"),
        ("made_cut_at_half.jpg", "cut off"),
        ("made_html_page.jpg", "web page"),
        ("made_text.tif", "text"),
        ("._made_apple_double.jpg", "macOS side file"),
        ("pil_decompression_bomb.gif", "500 megapixels"),
    ],
)
def test_causes_are_in_plain_words(shared: Path, name: str, words: str) -> None:
    with pytest.raises(PhotoError, match=words):
        decode(shared / "bad_images" / "files" / name)


def test_facts_agree_with_the_decoded_photo(shared: Path) -> None:
    wrong = []
    for row in _rows(shared):
        file = shared / "bad_images" / row["file"]
        outcome = _outcome(file)
        if isinstance(outcome, PhotoError):
            continue
        facts = photo_facts(file)
        if (facts.width, facts.height) != outcome or facts.bytes != int(row["bytes"]) or facts.frames < 1:
            wrong.append((file.name, facts, outcome))
    assert not wrong


def test_all_eight_orientations_show_the_same_portrait(shared: Path) -> None:
    files = shared / "bad_images" / "files"
    upright = np.asarray(decode(files / "pil_hopper.bmp"), dtype=float)
    names = [f"pil_hopper_orientation_{turn}.jpg" for turn in range(2, 9)] + [f"pil_hopper_orientation_{turn}.webp" for turn in (3, 6)]
    for name in names:
        difference = np.abs(np.asarray(decode(files / name), dtype=float) - upright).mean()
        assert difference < 6, name


def test_rotation_boxes_of_avif_are_obeyed_once(shared: Path) -> None:
    files = shared / "bad_images" / "files"
    one, other = (np.asarray(decode(files / name), dtype=float) for name in ("pil_avif_rot1mir0.avif", "pil_avif_rot3mir1.avif"))
    assert one.shape == other.shape == (427, 640, 3)
    # The same landscape under two spellings of one rotation: the sky is above the field.
    assert np.abs(one - other).mean() < 12
    assert one[:80, :, 2].mean() > one[-80:, :, 2].mean() + 40


@pytest.mark.parametrize(
    "name",
    [
        *("pil_16bit.cropped.tif", "pil_16bit.MM.cropped.tif", "pil_16bit.deflate.tif", "pil_16_bit_noise.tif", "pil_12bit.cropped.tif"),
        *("pil_12in16bit.tif", "pil_10ct_32bit_128.tiff", "pil_hopper_16bit.pgm", "pil_tiff_16bit_RGB.tiff", "rs_png_16bpc_basi0g16.png"),
    ],
)
def test_deep_photos_are_neither_white_nor_black(shared: Path, name: str) -> None:
    pixels = np.asarray(decode(shared / "bad_images" / "files" / name), dtype=float)
    assert 10 < pixels.mean() < 245
    assert pixels.std() > 15


def test_the_16_bit_portrait_looks_like_the_8_bit_one(shared: Path) -> None:
    files = shared / "bad_images" / "files"
    deep = np.asarray(decode(files / "pil_hopper_16bit.pgm"), dtype=float)
    plain = np.asarray(decode(files / "pil_hopper.bmp").convert("L").convert("RGB"), dtype=float)
    assert np.abs(deep - plain).mean() < 2


def test_lab_and_cmyk_keep_their_colours(shared: Path) -> None:
    files = shared / "bad_images" / "files"
    lab = np.asarray(decode(files / "pil_hopper.Lab.tif"), dtype=float)
    assert np.abs(lab - np.asarray(decode(files / "pil_hopper.bmp"), dtype=float)).mean() < 6
    cmyk = np.asarray(decode(files / "pil_pil_sample_cmyk.jpg"), dtype=float)
    red = cmyk[cmyk[:, :, 0] > 150].mean(axis=0)
    assert red[0] > 180
    assert red[1:].max() < 80
