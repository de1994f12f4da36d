from pathlib import Path

import pytest
from PIL import ExifTags, Image
from PIL.TiffImagePlugin import IFDRational

from tldesk.core.errors import PhotoError
from tldesk.photos.shot import ShotFacts, shot_facts

Base, Gps = ExifTags.Base, ExifTags.GPS


def photo(file: Path, *, details: dict[int, object], place: dict[int, object]) -> Path:
    values = Image.Exif()
    values.get_ifd(ExifTags.IFD.Exif).update(details)
    values.get_ifd(ExifTags.IFD.GPSInfo).update(place)
    Image.new("RGB", (64, 48)).save(file, exif=values)
    return file


def test_lens_exposure_and_place_are_read(tmp_path: Path):
    details = {
        Base.LensModel: "EF 100mm f/2.8L  Macro\x00",
        Base.ExposureTime: IFDRational(1, 250),
        Base.FNumber: IFDRational(28, 10),
        Base.ISOSpeedRatings: 400,
        Base.FocalLength: IFDRational(100),
    }
    place = {
        Gps.GPSLatitude: (IFDRational(33), IFDRational(51), IFDRational(27)),
        Gps.GPSLatitudeRef: "S",
        Gps.GPSLongitude: (IFDRational(151), IFDRational(12), IFDRational(0)),
        Gps.GPSLongitudeRef: "E",
    }
    facts = shot_facts(photo(tmp_path / "a.jpg", details=details, place=place))
    assert (facts.lens, facts.iso, facts.focal_length) == ("EF 100mm f/2.8L Macro", 400, 100)
    assert facts.exposure == pytest.approx(0.004)
    assert facts.aperture == pytest.approx(2.8)
    assert facts.latitude == pytest.approx(-33.8575)
    assert facts.longitude == pytest.approx(151.2)


def test_nonsense_is_left_out(tmp_path: Path):
    details = {Base.ExposureTime: IFDRational(1, 0), Base.FNumber: IFDRational(0), Base.LensModel: "", Base.ISOSpeedRatings: 0}
    angle = (IFDRational(200), IFDRational(0), IFDRational(0))
    zero = (IFDRational(0), IFDRational(0), IFDRational(0))
    file = photo(tmp_path / "a.jpg", details=details, place={Gps.GPSLatitude: angle, Gps.GPSLongitude: zero})
    assert shot_facts(file) == ShotFacts()
    unfixed = photo(tmp_path / "b.jpg", details={}, place={Gps.GPSLatitude: zero, Gps.GPSLongitude: zero})
    assert shot_facts(unfixed) == ShotFacts()


def test_every_shared_photo_says_something_or_nothing(shared: Path):
    read = 0
    for file in sorted((shared / "bad_images" / "files").iterdir()):
        try:
            facts = shot_facts(file)
        except PhotoError:
            continue
        read += 1
        assert facts.exposure is None or facts.exposure > 0
        assert (facts.latitude is None) == (facts.longitude is None)
    assert read > 100
