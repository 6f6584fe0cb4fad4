"""Sticks are found by what the system says of its disks; a planted system says it here."""

import pytest

from jdzb.handover import drives


@pytest.fixture
def system(tmp_path):
    """A planted system: plug(disk, folder, …) adds a disk and a line of the mount table."""

    class System:
        mounts, blocks, media = tmp_path / "mounts", tmp_path / "block", tmp_path / "media"

        def plug(self, device, name, kind="exfat", options="rw,nosuid", said="1", usb=False):
            folder = self.media.parent / name
            folder.mkdir(parents=True)
            disk = device.rstrip("0123456789").removeprefix("/dev/")
            real = tmp_path / ("devices/usb2" if usb else "devices/sata") / disk
            real.mkdir(parents=True)
            (real / "removable").write_text(f"{said}\n")
            (self.blocks / disk).symlink_to(real)
            written = str(folder).replace(" ", "\\040")
            with self.mounts.open("a") as table:
                table.write(f"{device} {written} {kind} {options} 0 0\n")
            return folder

        def found(self):
            return drives.removable(self.mounts, self.blocks, (self.media,))

    made = System()
    made.blocks.mkdir()
    made.mounts.write_text("proc /proc proc rw 0 0\ntmpfs /tmp tmpfs rw 0 0\nbroken line\n")
    return made


def test_a_stick_is_found_with_its_label_system_and_room(system):
    folder = system.plug("/dev/sdb1", "disks/青山 U盘")
    (drive,) = system.found()
    assert (drive.path, drive.label, drive.system) == (folder, "青山 U盘", "exfat")
    assert drive.free > 0
    assert (drive.writable, drive.why) == (True, "")


def test_a_large_stick_that_says_it_is_fixed_is_known_by_usb(system):
    folder = system.plug("/dev/sdb1", "disks/large", said="0", usb=True)
    assert [drive.path for drive in system.found()] == [folder]


def test_the_disk_of_the_computer_is_no_stick(system):
    system.plug("/dev/sda2", "disks/home", said="0")
    assert system.found() == []


def test_what_is_mounted_under_media_counts_whatever_it_is(system):
    folder = system.plug("/dev/dm1", "media/someone/secret", said="0")
    assert [drive.path for drive in system.found()] == [folder]


def test_a_cd_is_no_stick(system):
    system.plug("/dev/sr0", "disks/cd", kind="iso9660", options="ro")
    assert system.found() == []


def test_a_read_only_stick_is_shown_with_the_reason(system):
    system.plug("/dev/sdb1", "disks/locked", options="ro,nosuid")
    (drive,) = system.found()
    assert not drive.writable
    assert "写保护" in drive.why


def test_a_stick_that_has_just_gone_is_left_out(system):
    system.plug("/dev/sdb1", "disks/gone").rmdir()
    assert system.found() == []


def test_a_system_that_tells_nothing_has_no_sticks(tmp_path):
    nowhere = tmp_path / "nowhere"
    assert drives.removable(nowhere, nowhere, (nowhere,)) == []
    assert drives.file_system(tmp_path, nowhere) == ""


def test_the_file_system_of_a_folder_is_that_of_the_deepest_mount(system):
    outer = system.plug("/dev/sdb1", "disks/fat", kind="vfat")
    inner = system.plug("/dev/sdc1", "disks/fat/inner", kind="exfat")
    assert drives.file_system(outer / "a" / "b", system.mounts) == "vfat"
    assert drives.file_system(inner, system.mounts) == "exfat"


def test_this_system_answers_too():
    assert all(drive.path.is_absolute() for drive in drives.removable())
