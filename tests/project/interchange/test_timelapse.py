from tldesk.project.interchange.formats import read_labels


def test_the_collection(shared):
    table = read_labels(shared / "labelfiles/constructed_from_spec/timelapse.csv")
    assert table.rows[0].photo == "StationA/PBE/StationA__2009-04-21__00-40-00(1).JPG"
    assert all(f"/{row.label}/" in row.photo for row in table.rows)
    assert [row.line for row in table.rows if row.note] == [5]
    assert "marked for deletion" in table.rows[3].note


def test_flags_say_what_the_species_leaves_open(read):
    table = read(
        "RootFolder,File,RelativePath,DateTime,DeleteFlag,animal,empty,person,vehicle,Species\r\n"
        "all,a.jpg,s1\\d1,2020-01-01 00:00:00,false,true,false,false,false,fox\r\n"
        "all,b.jpg,s1\\d1,2020-01-01 00:00:01,false,false,true,false,false,\r\n"
        "all,c.jpg,,2020-01-01 00:00:02,false,false,false,true,false,\r\n"
        "all,d.jpg,s2,2020-01-01 00:00:03,false,false,false,false,false,\r\n"
    )
    assert table.format == "timelapse"
    assert [(row.photo, row.label) for row in table.rows] == [
        ("s1/d1/a.jpg", "fox"),
        ("s1/d1/b.jpg", "empty"),
        ("c.jpg", "person"),
        ("s2/d.jpg", ""),
    ]


def test_the_older_columns(read):
    head = "File,RelativePath,Folder,Date,Time,ImageQuality,DeleteFlag,CameraLocation,Empty,Service,Species,Count,Comments\n"
    table = read(head + "a.jpg,s1,f,1-Jan-2020,00:00:00,Ok,false,north,false,false,elk,2,two of them\n" * 2)
    assert (table.rows[0].photo, table.rows[0].label, table.rows[0].note) == ("s1/a.jpg", "elk", "two of them")
