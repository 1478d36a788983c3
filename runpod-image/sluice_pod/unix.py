"""Makes the Unix users and groups of this pod as the people file has them."""

import grp
import os
import pwd
import shutil
import subprocess
from pathlib import Path

from .people import BadPeople, People, Person, shell

USERS_GROUP = "sluice-users"


def differences(people: People, keys: Path) -> list[str]:
    """What this pod lacks, a sentence each; empty when it is as the file has it."""
    found = []
    for group in people.groups:
        if _gid(group.name) != group.gid:
            found.append(f"there is no group {group.name} with the number {group.gid}")
    for person in people.people:
        entry = _entry(person.name)
        if entry is None or entry.pw_uid != person.uid:
            found.append(f"there is no user {person.name} with the number {person.uid}")
        elif entry.pw_shell != shell(person):
            found.append(f"{person.name} has the shell {entry.pw_shell} and not {shell(person)}")
        elif _groups_of(person.name) != _wanted(person):
            found.append(f"{person.name} is in {', '.join(sorted(_groups_of(person.name))) or 'no group'}")
        if _read(keys / person.name) != _keys(person):
            found.append(f"the keys of {person.name} are others")
    return found


def apply(people: People, keys: Path, homes: Path | None) -> None:
    """
    :raises BadPeople: when a name or number is taken by somebody who is not of the file
    """
    for group in people.groups:
        _refuse_taken(group.name, group.gid, _gid(group.name))
        if _gid(group.name) is None:
            _run("groupadd", "--gid", str(group.gid), group.name)
    keys.mkdir(mode=0o755, parents=True, exist_ok=True)
    for person in people.people:
        _apply_person(person)
        _write_keys(keys / person.name, _keys(person))
        if homes is not None and not person.locked:
            _make_home(homes / person.name, person)
    known = {person.name for person in people.people}
    for file in keys.iterdir():
        if file.name not in known:
            file.unlink()


def _apply_person(person: Person) -> None:
    entry = _entry(person.name)
    _refuse_taken(person.name, person.uid, None if entry is None else entry.pw_uid)
    wanted = ",".join(sorted(_wanted(person)))
    if entry is None:
        # '*' is no password at all; sshd without PAM takes '!' for a locked account
        _run("groupadd", "--gid", str(person.uid), person.name)
        _run("useradd", "--uid", str(person.uid), "--gid", str(person.uid), "--no-create-home", "--home-dir", f"/home/{person.name}", "--shell", shell(person),
             "--password", "*", "--comment", person.full_name, "--groups", wanted, person.name)
    elif (entry.pw_shell, entry.pw_gecos, _groups_of(person.name)) != (shell(person), person.full_name, _wanted(person)):
        _run("usermod", "--shell", shell(person), "--comment", person.full_name, "--groups", wanted, person.name)


def _wanted(person: Person) -> set[str]:
    return set() if person.locked else {USERS_GROUP, *person.groups}


def _keys(person: Person) -> str:
    return "" if person.locked else "".join(key + "\n" for key in person.keys)


def _write_keys(file: Path, text: str) -> None:
    if not text:
        file.unlink(missing_ok=True)
        return
    new = file.with_name("." + file.name)
    new.write_text(text)
    new.chmod(0o644)
    os.replace(new, file)


def _make_home(home: Path, person: Person) -> None:
    """Made aside and moved, so that no half home is ever there; one that is there belongs to whom it belongs."""
    if home.exists():
        return
    new = home.with_name(f".{home.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    shutil.copytree("/etc/skel", new)
    for place in [new, *new.rglob("*")]:
        os.chown(place, person.uid, person.uid, follow_symlinks=False)
    new.chmod(0o700)
    os.rename(new, home)


def _refuse_taken(name: str, number: int, has: int | None) -> None:
    if has is not None and has != number:
        raise BadPeople(f"{name} is here already with the number {has}, the file says {number}; a number that files belong to is not changed")
    for taken in (_name_of(pwd.getpwuid, number), _name_of(grp.getgrgid, number)):
        if taken not in (None, name):
            raise BadPeople(f"the number {number} of {name} belongs to {taken} of this image; choose another")


def _name_of(look: object, number: int) -> str | None:
    try:
        return str(look(number)[0])  # type: ignore[operator]
    except KeyError:
        return None


def _entry(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _gid(name: str) -> int | None:
    try:
        return grp.getgrnam(name).gr_gid
    except KeyError:
        return None


def _groups_of(name: str) -> set[str]:
    return {group.gr_name for group in grp.getgrall() if name in group.gr_mem}


def _read(file: Path) -> str:
    try:
        return file.read_text()
    except FileNotFoundError:
        return ""


def _run(*words: str) -> None:
    done = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=30, check=False)
    if done.returncode != 0:
        raise BadPeople(f"{' '.join(words)} ended with {done.returncode}: {done.stdout.decode('utf-8', 'replace').strip()}")
