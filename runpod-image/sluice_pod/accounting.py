"""Makes Slurm's accounts, users and rights as the people file has them; associations of others are left alone."""

import subprocess
from dataclasses import dataclass

from .people import BadPeople, People, Person


@dataclass(frozen=True)
class Known:
    """What accounting has: accounts, AdminLevel and default account of each user, MaxSubmitJobs of each (user, account)."""

    accounts: set[str]
    users: dict[str, tuple[str, str]]
    associations: dict[tuple[str, str], str]


def apply(people: People) -> None:
    for words in commands(people, _ask_known()):
        _sacctmgr(*words)


def commands(people: People, known: Known) -> list[list[str]]:
    """What sacctmgr has to be told, in order."""
    told: list[list[str]] = []
    wanted = dict.fromkeys(account for person in people.people if not person.locked for account in person.accounts)
    for account in wanted:
        if account not in known.accounts:
            told.append(["add", "account", account, f"Description={account}", "Organization=sluice"])
    for person in people.people:
        told += _lock(person, known) if person.locked else _person(person, known)
    return told


def _person(person: Person, known: Known) -> list[list[str]]:
    told = []
    has = [account for user, account in known.associations if user == person.name]
    for account in person.accounts:
        if account not in has:
            told.append(["add", "user", person.name, f"Account={account}"])
    level, default = known.users.get(person.name, ("None", person.accounts[0]))
    if default != person.accounts[0]:
        told.append(["modify", "user", person.name, "set", f"DefaultAccount={person.accounts[0]}"])
    if level != person.admin:
        told.append(["modify", "user", person.name, "set", f"AdminLevel={person.admin}"])
    for account in has:
        if account not in person.accounts:
            told.append(["delete", "user", "where", f"name={person.name}", f"account={account}"])
        elif known.associations[person.name, account] == "0":
            told.append(["modify", "user", "where", f"name={person.name}", f"account={account}", "set", "MaxSubmitJobs=-1"])
    return told


def _lock(person: Person, known: Known) -> list[list[str]]:
    """Nothing more can be submitted; what was used stays counted."""
    told = [["modify", "user", "where", f"name={user}", f"account={account}", "set", "MaxSubmitJobs=0"]
            for (user, account), most in known.associations.items() if user == person.name and most != "0"]
    if known.users.get(person.name, ("None", ""))[0] != "None":
        told.append(["modify", "user", person.name, "set", "AdminLevel=None"])
    return told


def _ask_known() -> Known:
    accounts = {row[0] for row in _rows("show", "account", "format=account")}
    users = {row[0]: (row[1], row[2]) for row in _rows("show", "user", "format=user,adminlevel,defaultaccount")}
    associations = {(row[0], row[1]): row[2] for row in _rows("show", "assoc", "format=user,account,maxsubmitjobs") if row[0]}
    return Known(accounts, users, associations)


def _rows(*words: str) -> list[list[str]]:
    return [line.split("|") for line in _sacctmgr("-nP", *words).splitlines() if line]


def _sacctmgr(*words: str) -> str:
    done = subprocess.run(["sacctmgr", "-i", *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=30, check=False)
    text = done.stdout.decode("utf-8", "replace")
    if done.returncode != 0:
        raise BadPeople(f"sacctmgr {' '.join(words)} ended with {done.returncode}: {text.strip()}")
    return text
