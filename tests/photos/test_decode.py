import os
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from tests.photos.pictures import exif, scene, write_png16, write_tiff
from tldesk.core.errors import PhotoError, PhotoFault
from tldesk.photos import opening
from tldesk.photos.decode import decode, photo_facts, pixel_size

ALL_TURNS = range(1, 9)
_STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def _stored(turn: int) -> Image.Image:
    transpose = _STORED[turn]
    return scene() if transpose is None else scene().transpose(transpose)


def _difference(one: Image.Image, other: Image.Image) -> float:
    assert one.size == other.size
    return float(np.abs(np.asarray(one, dtype=float) - np.asarray(other, dtype=float)).mean())


def _outcome(file: Path) -> Image.Image | PhotoFault:
    try:
        return decode(file)
    except PhotoError as error:
        return error.fault


@pytest.mark.parametrize("turn", ALL_TURNS)
@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tif", "avif", "heic"])
def test_every_orientation_of_every_format_comes_upright(tmp_path: Path, suffix: str, turn: int) -> None:
    file = tmp_path / f"photo.{suffix}"
    options = {"jpg": {"quality": 95, "subsampling": 0}, "webp": {"lossless": True}}.get(suffix, {})
    _stored(turn).save(file, exif=exif(turn).tobytes(), **options)
    assert _difference(decode(file), scene()) < 8
    facts = photo_facts(file)
    assert (facts.width, facts.height) == (64, 48)


def test_the_result_carries_nothing_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "photo.jpg"
    scene().save(file, exif=exif(1, camera="Canon EOS"), icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    photo = decode(file)
    assert type(photo) is Image.Image
    assert photo.info == {}


@pytest.mark.parametrize("turn", [0, 9, 255])
def test_a_nonsensical_orientation_is_ignored(tmp_path: Path, turn: int) -> None:
    file = tmp_path / "photo.png"
    scene().save(file, exif=exif(turn))
    assert _difference(decode(file), scene()) == 0


def test_exif_behind_the_pixels_of_a_png_counts(tmp_path: Path) -> None:
    file = tmp_path / "late.png"
    values = np.zeros((20, 30, 1), dtype=np.uint16)
    values[:5] = 65_535
    details = exif(6, taken="2022:07:04 21:05:36").tobytes().removeprefix(b"Exif\x00\x00")
    write_png16(file, values, chunks_behind=((b"eXIf", details),))
    photo = decode(file)
    facts = photo_facts(file)
    assert photo.size == (facts.width, facts.height) == (20, 30)
    assert photo.getpixel((19, 15)) == (255, 255, 255)
    assert facts.taken == datetime(2022, 7, 4, 21, 5, 36)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "CMYK", "YCbCr", "LAB"])
def test_modes_without_transparency_keep_their_picture(tmp_path: Path, mode: str) -> None:
    file = tmp_path / "photo.tif"
    source = scene()
    if mode == "LAB":
        transform = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB")
        stored = ImageCms.applyTransform(source, transform)
        assert stored is not None
    else:
        stored = source.convert(mode)
    stored.save(file)
    expected = source if mode == "LAB" else stored.convert("RGB")
    assert _difference(decode(file), expected) < 3


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA"])
def test_transparency_is_laid_on_white(tmp_path: Path, mode: str) -> None:
    file = tmp_path / f"photo.{'tif' if mode == 'PA' else 'png'}"
    stored = scene().convert("RGBA")
    stored.paste((0, 0, 0, 0), (0, 0, 32, 24))
    stored.convert(mode).save(file)
    photo = decode(file)
    assert photo.getpixel((5, 5)) == (255, 255, 255)
    assert photo.getpixel((60, 40)) == pytest.approx((40, 40, 40), abs=3)


def test_a_transparent_palette_entry_and_grey_value_become_white(tmp_path: Path) -> None:
    palette = Image.new("P", (4, 4), 1)
    palette.putpalette([200, 0, 0, 0, 0, 200])
    palette.putpixel((0, 0), 0)
    palette.save(tmp_path / "palette.png", transparency=0)
    photo = decode(tmp_path / "palette.png")
    assert photo.getpixel((0, 0)) == (255, 255, 255)
    assert photo.getpixel((3, 3)) == (0, 0, 200)
    deep = Image.fromarray(np.array([[0, 65_535], [65_535, 30_000]], dtype=np.uint16))
    deep.save(tmp_path / "grey.png", transparency=0)
    assert decode(tmp_path / "grey.png").getpixel((0, 0)) == (255, 255, 255)


def test_whiteiszero_is_inverted_also_when_deep(tmp_path: Path) -> None:
    values = np.tile(np.linspace(0, 65_535, 40).astype(np.uint16), (10, 1))[:, :, np.newaxis]
    for photometric, dark_side in ((1, 0), (0, 39)):
        file = tmp_path / f"grey{photometric}.tif"
        write_tiff(file, values, photometric=photometric)
        photo = decode(file)
        assert photo.getpixel((dark_side, 5)) == (0, 0, 0)
        assert photo.getpixel((39 - dark_side, 5)) == (255, 255, 255)


@pytest.mark.parametrize("format", ["png", "tif", "big-endian tif"])
def test_12_bit_colours_in_16_bit_channels_are_not_black(tmp_path: Path, format: str) -> None:
    values = np.asarray(scene(), dtype=np.uint16) * 16 + 7
    file = tmp_path / f"photo.{format[-3:]}"
    if format == "png":
        write_png16(file, values)
    else:
        write_tiff(file, values, photometric=2, order=">" if format.startswith("big") else "<")
    assert _difference(decode(file), scene()) < 2


def test_16_bit_colours_that_use_the_range_stay_as_they_are(tmp_path: Path) -> None:
    write_png16(tmp_path / "photo.png", np.asarray(scene(), dtype=np.uint16) * 257)
    assert _difference(decode(tmp_path / "photo.png"), scene()) == 0


def test_an_embedded_profile_is_converted_to_srgb_and_a_damaged_one_ignored(tmp_path: Path, shared: Path) -> None:
    with Image.open(shared / "bad_images" / "files" / "pil_xmp_tags_orientation.png") as tagged:
        profile = tagged.info["icc_profile"]
    scene().save(tmp_path / "tagged.png", icc_profile=profile)
    scene().save(tmp_path / "damaged.png", icc_profile=b"no profile" * 20)
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    scene().save(tmp_path / "srgb.jpg", icc_profile=srgb, quality=95, subsampling=0)
    assert _difference(decode(tmp_path / "tagged.png"), scene()) > 2
    assert _difference(decode(tmp_path / "damaged.png"), scene()) == 0
    assert _difference(decode(tmp_path / "srgb.jpg"), scene()) < 2


@pytest.mark.parametrize("suffix", ["gif", "tif", "webp", "png", "avif"])
def test_the_first_of_many_frames_is_taken(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"many.{suffix}"
    others = [Image.new("RGB", (64, 48), colour) for colour in ("white", "black")]
    scene().save(file, save_all=True, append_images=others)
    assert photo_facts(file).frames == 3
    assert _difference(decode(file), scene()) < 12


@pytest.mark.parametrize("size", [(4000, 3000), (3000, 4000), (700, 500), (600, 4000)])
@pytest.mark.parametrize("turn", [1, 6])
def test_a_smaller_decode_never_falls_below_what_was_asked(tmp_path: Path, size: tuple[int, int], turn: int) -> None:
    file = tmp_path / "large.jpg"
    scene(*size).save(file, exif=exif(turn))
    photo = decode(file, at_least=256)
    assert min(photo.size) >= min(256, *size)
    upright = size if turn == 1 else size[::-1]
    assert photo.width / photo.height == pytest.approx(upright[0] / upright[1], rel=0.01)
    if min(size) >= 2048:
        assert photo.width < upright[0] / 3


def test_a_decode_for_a_thumbnail_is_just_large_enough(tmp_path: Path) -> None:
    file = tmp_path / "large.jpg"
    scene(4000, 3000).save(file, exif=exif(6))
    assert decode(file, to_fit=300).size == (375, 500)
    assert decode(file, to_fit=501).size == (750, 1000)
    assert decode(file, to_fit=9000).size == (3000, 4000)


def test_a_smaller_decode_shows_the_same_photo(shared: Path) -> None:
    file = shared / "bad_images" / "files" / "orient_Landscape_6.jpg"
    small, full = (photo.resize((180, 120), Image.Resampling.BICUBIC) for photo in (decode(file, at_least=100), decode(file)))
    assert _difference(small, full) < 2


@pytest.mark.parametrize("suffix", ["jpg", "png", "tif", "bmp", "ppm", "webp", "gif"])
def test_a_decoded_photo_is_its_own_and_may_be_painted_on(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"photo.{suffix}"
    scene().save(file)
    content = file.read_bytes()
    photo = decode(file)
    assert type(photo) is Image.Image
    photo.paste((1, 2, 3), (0, 0, 10, 10))
    assert photo.getpixel((5, 5)) == (1, 2, 3)
    assert file.read_bytes() == content
    assert decode(file).getpixel((5, 5)) != (1, 2, 3)


def test_facts(tmp_path: Path) -> None:
    file = tmp_path / "photo.jpg"
    scene().save(file, exif=exif(8, taken="2021:12:31 23:59:58", camera="Canon Canon EOS R6"))
    facts = photo_facts(file)
    assert (facts.width, facts.height, facts.format, facts.mode, facts.frames) == (48, 64, "JPEG", "RGB", 1)
    assert facts.bytes == file.stat().st_size
    assert facts.taken == datetime(2021, 12, 31, 23, 59, 58)
    assert facts.camera == "Canon EOS R6"
    assert pixel_size(file) == decode(file).size


def test_folders_pipes_and_files_that_are_gone_are_reported_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    for file, fault in (
        (tmp_path, PhotoFault.NOT_A_PHOTO),
        (tmp_path / "pipe.jpg", PhotoFault.NOT_A_PHOTO),
        (tmp_path / "gone.jpg", PhotoFault.MISSING),
        (tmp_path / ("x" * 300 + ".jpg"), PhotoFault.UNREADABLE),
        (tmp_path / "no\x00name.jpg", PhotoFault.DAMAGED),
    ):
        for read in (decode, photo_facts, pixel_size):
            with pytest.raises(PhotoError) as caught:
                read(file)
            assert caught.value.fault is fault


def test_every_cut_of_a_photo_is_reported_or_whole(tmp_path: Path) -> None:
    for suffix in ("jpg", "png", "tif", "webp", "gif", "bmp", "heic", "avif"):
        whole = tmp_path / f"whole.{suffix}"
        scene(200, 160).save(whole)
        content = whole.read_bytes()
        expected = decode(whole)
        cut = tmp_path / f"cut.{suffix}"
        for share in (0.02, 0.3, 0.6, 0.9):
            cut.write_bytes(content[: int(len(content) * share)])
            outcome = _outcome(cut)
            if isinstance(outcome, PhotoFault):
                assert outcome in {PhotoFault.DAMAGED, PhotoFault.NOT_A_PHOTO, PhotoFault.UNSUPPORTED}
            else:
                assert _difference(outcome, expected) == 0, (suffix, share)


def test_more_pixels_than_the_limit_are_refused_before_they_are_decoded(tmp_path: Path) -> None:
    file = tmp_path / "huge.png"
    Image.new("1", (25_000, 25_000)).save(file)
    for read in (decode, photo_facts, pixel_size):
        with pytest.raises(PhotoError, match="500 megapixels") as caught:
            read(file)
        assert caught.value.fault is PhotoFault.TOO_LARGE


def test_files_of_more_bytes_than_the_limit_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "huge.tif"
    with file.open("wb") as stream:
        stream.truncate(opening.MAX_BYTES + 1)
    with pytest.raises(PhotoError, match=r"2\.0 GB") as caught:
        decode(file)
    assert caught.value.fault is PhotoFault.TOO_LARGE


def test_every_allowed_format_has_a_decoder_and_none_starts_a_program() -> None:
    assert set(opening.FORMATS) <= set(Image.OPEN)
    assert not {"EPS", "WMF", "MPEG", "HDF5", "GRIB", "BUFR"} & set(opening.FORMATS)


def test_pillows_warnings_stay_silent_from_any_thread(shared: Path) -> None:
    file = shared / "bad_images" / "files" / "pil_hopper_bad_exif.jpg"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with ThreadPoolExecutor(4) as pool:
            sizes = {photo.size for photo in pool.map(decode, [file] * 40)}
    assert sizes == {(500, 500)}


def test_decoding_in_threads_gives_the_same_pixels(shared: Path) -> None:
    files = sorted((shared / "photos" / "clothing" / "test" / "hat").iterdir())[:8]
    alone = [decode(file, at_least=128).tobytes() for file in files]
    assert threading.active_count() >= 1
    with ThreadPoolExecutor(4) as pool:
        together = [photo.tobytes() for photo in pool.map(lambda file: decode(file, at_least=128), files * 3)]
    assert together == alone * 3
