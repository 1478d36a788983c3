"""The file of people: one grammar, checked whole, before anything is done by it."""

import base64
import binascii
import json
import re
from dataclasses import asdict, dataclass, field, replace

FIRST_ID, LAST_ID = 1000, 59999
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,30}")
_ACCOUNT = re.compile(r"[a-z][a-z0-9_.-]{0,39}")
_RESERVED = {
    "root", "daemon", "bin", "sys", "sync", "games", "man", "lp", "mail", "news", "uucp", "proxy", "www-data", "backup", "list", "irc", "nobody", "nogroup",
    "munge", "slurm", "sshd", "mysql", "messagebus", "adm", "tty", "disk", "sudo", "shadow", "utmp", "video", "staff", "users", "operator", "ubuntu", "admin",
}
ADMIN_LEVELS = ("None", "Operator", "Administrator")
_KEY_TYPES = ("ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "sk-ssh-ed25519@openssh.com", "ssh-rsa")
_MOST_KEYS = 32


class BadPeople(Exception):
    """The file, or what should go into it, breaks the grammar; the words say where and what to do."""


@dataclass(frozen=True)
class Group:
    name: str
    gid: int


@dataclass(frozen=True)
class Person:
    """`accounts` are Slurm's, the default one first; `locked` is somebody who was removed and whose number stays taken."""

    name: str
    uid: int
    full_name: str = ""
    groups: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    admin: str = "None"
    locked: bool = False


@dataclass(frozen=True)
class People:
    groups: tuple[Group, ...] = ()
    people: tuple[Person, ...] = field(default=())

    def person(self, name: str) -> Person | None:
        return next((person for person in self.people if person.name == name), None)

    def with_person(self, person: Person) -> "People":
        others = [other for other in self.people if other.name != person.name]
        return replace(self, people=tuple(sorted([*others, person], key=lambda p: p.uid)))

    def next_id(self) -> int:
        return max([FIRST_ID, *(p.uid for p in self.people), *(g.gid for g in self.groups)]) + 1


def write(people: People) -> str:
    return json.dumps({"version": 1, "groups": [asdict(g) for g in people.groups], "people": [asdict(p) for p in people.people]}, indent=1) + "\n"


def read(text: str) -> People:
    """
    :raises BadPeople: at the first thing that is wrong; nothing of such a file is used
    """
    try:
        said = json.loads(text, object_pairs_hook=_no_duplicates)
    except ValueError as broken:
        raise BadPeople(f"it is no JSON: {broken}") from broken
    if not isinstance(said, dict) or said.keys() != {"version", "groups", "people"} or said["version"] != 1:
        raise BadPeople('it has to be {"version": 1, "groups": [...], "people": [...]}')
    people = People(tuple(_group(entry) for entry in _list(said, "groups")), tuple(_person(entry) for entry in _list(said, "people")))
    check(people)
    return people


def _no_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def _list(said: dict[str, object], key: str) -> list[object]:
    value = said[key]
    if not isinstance(value, list):
        raise BadPeople(f"{key} is no list")
    return value


def _group(entry: object) -> Group:
    if not isinstance(entry, dict) or entry.keys() != {"name", "gid"}:
        raise BadPeople(f"a group has a name and a gid and nothing else: {entry}")
    return Group(_text(entry, "name"), _number(entry, "gid"))


def _person(entry: object) -> Person:
    known = Person.__dataclass_fields__.keys()
    if not isinstance(entry, dict) or not {"name", "uid"} <= entry.keys() <= known:
        raise BadPeople(f"a person has name, uid and some of {', '.join(sorted(known - {'name', 'uid'}))}: {entry}")
    locked = entry.get("locked", False)
    if not isinstance(locked, bool):
        raise BadPeople(f"locked is true or false: {entry}")
    return Person(_text(entry, "name"), _number(entry, "uid"), _text(entry, "full_name", ""), _texts(entry, "groups"), _texts(entry, "keys"),
                  _texts(entry, "accounts"), _text(entry, "admin", "None"), locked)


def _text(entry: dict[str, object], key: str, otherwise: str | None = None) -> str:
    value = entry.get(key, otherwise)
    if not isinstance(value, str):
        raise BadPeople(f"{key} is no text: {entry}")
    return value


def _number(entry: dict[str, object], key: str) -> int:
    value = entry[key]
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadPeople(f"{key} is no whole number: {entry}")
    return value


def _texts(entry: dict[str, object], key: str) -> tuple[str, ...]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise BadPeople(f"{key} is no list of texts: {entry}")
    return tuple(value)


def check(people: People) -> None:
    """
    :raises BadPeople: at the first thing that is wrong
    """
    names: set[str] = set()
    numbers: dict[int, str] = {}
    for kind, name, number in [*(("group", g.name, g.gid) for g in people.groups), *(("person", p.name, p.uid) for p in people.people)]:
        if not _NAME.fullmatch(name):
            raise BadPeople(f"{name!r} is no name of a {kind}: use up to 31 small letters, digits, - and _, a letter first")
        if name in _RESERVED or name.startswith("sluice-"):
            raise BadPeople(f"{name} is a name of the system; choose another for the {kind}")
        if not FIRST_ID <= number <= LAST_ID:
            raise BadPeople(f"{name} has the number {number}; people and groups have {FIRST_ID} to {LAST_ID}")
        if name in names:
            raise BadPeople(f"the name {name} stands twice")
        if number in numbers:
            raise BadPeople(f"{name} and {numbers[number]} have the same number {number}; a person's number is the number of their own group too")
        names.add(name)
        numbers[number] = name
    known = {group.name for group in people.groups}
    for person in people.people:
        _check_person(person, known)


def _check_person(person: Person, groups: set[str]) -> None:
    if re.search(r"[:,=\x00-\x1f\x7f]", person.full_name) or len(person.full_name) > 80:
        raise BadPeople(f"{person.name}: a full name has at most 80 characters and none of : , = or control characters")
    for group in person.groups:
        if group not in groups:
            raise BadPeople(f"{person.name}: there is no group {group}; make it with: sluice-users group {group}")
    for account in person.accounts:
        if not _ACCOUNT.fullmatch(account):
            raise BadPeople(f"{person.name}: {account!r} is no name of a Slurm account")
    if not person.accounts and not person.locked:
        raise BadPeople(f"{person.name}: give at least one Slurm account, without which nobody can submit a job")
    if person.admin not in ADMIN_LEVELS:
        raise BadPeople(f"{person.name}: admin is one of {', '.join(ADMIN_LEVELS)}, not {person.admin!r}")
    if len(person.keys) > _MOST_KEYS:
        raise BadPeople(f"{person.name}: has more than {_MOST_KEYS} keys")
    for key in person.keys:
        check_key(person.name, key)


def check_key(name: str, key: str) -> None:
    """One public key without options: type, base64, comment.

    :raises BadPeople: when it is none
    """
    words = key.split(" ", 2)
    if len(words) < 2 or words[0] not in _KEY_TYPES or re.search(r"[\x00-\x1f\x7f]", key):
        raise BadPeople(f"{name}: a key is one line 'TYPE BASE64 COMMENT' without options, TYPE one of {', '.join(_KEY_TYPES)}; this begins with {key[:24]!r}")
    try:
        blob = base64.b64decode(words[1], validate=True)
    except (binascii.Error, ValueError) as broken:
        raise BadPeople(f"{name}: the key {key[:24]!r}... is broken: {broken}") from broken
    length = int.from_bytes(blob[:4], "big")
    if blob[4:4 + length] != words[0].encode() or len(blob) < 4 + length + 36:
        raise BadPeople(f"{name}: the key {key[:24]!r}... is cut short or of another type than it says")


def passwd(people: People) -> str:
    """Lines for a machine that has to know the names and no more, such as the signer's."""
    return "".join(f"{p.name}:x:{p.uid}:{p.uid}:{p.full_name}:/home/{p.name}:{shell(p)}\n" for p in people.people)


def group(people: People, users_group: str, users_gid: int, others: tuple[str, ...]) -> str:
    lines = [f"{users_group}:x:{users_gid}:{','.join([*others, *(p.name for p in people.people if not p.locked)])}\n"]
    lines += [f"{p.name}:x:{p.uid}:\n" for p in people.people]
    lines += [f"{g.name}:x:{g.gid}:{','.join(p.name for p in people.people if g.name in p.groups and not p.locked)}\n" for g in people.groups]
    return "".join(lines)


def shell(person: Person) -> str:
    return "/usr/sbin/nologin" if person.locked else "/bin/bash"
