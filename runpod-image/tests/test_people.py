import json
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sluice_pod import accounting, people
from sluice_pod.accounting import Known
from sluice_pod.people import BadPeople, Group, People, Person

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl alice@desk"
ALICE = {"name": "alice", "uid": 2001, "accounts": ["research"]}


def text(*persons, groups=()):
    return json.dumps({"version": 1, "groups": list(groups), "people": list(persons)})


class PeopleTests(unittest.TestCase):
    def refuses(self, words, said):
        with self.assertRaisesRegex(BadPeople, words):
            people.read(said)

    def test_what_is_written_is_read_again(self):
        whole = People((Group("vision", 3001),), (Person("alice", 2001, "Alice Adams", ("vision",), (KEY,), ("research", "startup"), "Operator"), Person("eve", 2002, locked=True)))
        self.assertEqual(whole, people.read(people.write(whole)))

    def test_half_a_file_is_no_file(self):
        self.refuses("no JSON", text(ALICE)[:-10])
        self.refuses("has to be", "[]")
        self.refuses("has to be", '{"version": 2, "groups": [], "people": []}')
        self.refuses("twice", '{"version": 1, "version": 1, "groups": [], "people": []}')

    def test_what_is_unknown_is_refused_and_not_passed_over(self):
        self.refuses("a person has", text({**ALICE, "shell": "/bin/sh"}))
        self.refuses("a group has", text(groups=[{"name": "vision"}]))

    def test_a_number_or_name_belongs_to_one(self):
        self.refuses("same number 2001", text(ALICE, {"name": "bob", "uid": 2001, "accounts": ["x"]}))
        self.refuses("stands twice", text(ALICE, {**ALICE, "uid": 2002}))
        self.refuses("same number 2001", text(ALICE, groups=[{"name": "vision", "gid": 2001}]))
        self.refuses("stands twice", text(ALICE, groups=[{"name": "alice", "gid": 3001}]))

    def test_the_system_is_nobody_of_the_file(self):
        for uid in (0, 999, 60000, -1):
            self.refuses("1000 to 59999", text({**ALICE, "uid": uid}))
        for name in ("root", "slurm", "munge", "sluice-poll"):
            self.refuses("name of the system", text({**ALICE, "name": name}))
        for name in ("Alice", "a b", "-a", "a:b", "a\\n", "x" * 32, ""):
            self.refuses("no name of a person", text({**ALICE, "name": name}))
        self.refuses("no whole number", text({**ALICE, "uid": True}))
        self.refuses("no whole number", text({**ALICE, "uid": "2001"}))

    def test_a_full_name_cannot_forge_a_line_of_passwd(self):
        for full_name in ("A:0:0", "A\nroot::0", "A,B", "x" * 81):
            self.refuses("full name", text({**ALICE, "full_name": full_name}))

    def test_a_key_is_one_whole_key_without_options(self):
        people.check_key("alice", KEY)
        for key in ("", "ssh-ed25519", KEY[:40], 'command="sh" ' + KEY, KEY.replace("ssh-ed25519 ", "ssh-rsa ", 1), KEY + "\n" + KEY, "ssh-ed25519 !!!! x", "ssh-dss AAAA x"):
            with self.assertRaises(BadPeople, msg=key):
                people.check_key("alice", key)

    def test_a_person_needs_an_account_and_a_group_that_is_there(self):
        self.refuses("at least one Slurm account", text({"name": "alice", "uid": 2001}))
        self.refuses("no group vision", text({**ALICE, "groups": ["vision"]}))
        self.refuses("no name of a Slurm account", text({**ALICE, "accounts": ["a b"]}))
        self.refuses("admin is one of", text({**ALICE, "admin": "root"}))

    def test_a_number_is_never_given_twice(self):
        self.assertEqual(1001, People().next_id())
        self.assertEqual(2003, People((Group("g", 1500),), (Person("eve", 2002, locked=True),)).next_id())

    def test_who_is_locked_is_in_no_group_but_keeps_their_number(self):
        whole = People((Group("vision", 3001),), (Person("eve", 2002, groups=("vision",), locked=True), Person("bob", 2003, groups=("vision",), accounts=("x",))))
        self.assertIn("eve:x:2002:2002::/home/eve:/usr/sbin/nologin\n", people.passwd(whole))
        self.assertEqual("users:x:64100:poll,bob\neve:x:2002:\nbob:x:2003:\nvision:x:3001:bob\n", people.group(whole, "users", 64100, ("poll",)))


class AccountingTests(unittest.TestCase):
    NOTHING = Known({"root"}, {"root": ("Administrator", "root")}, {})

    def test_makes_accounts_before_their_users(self):
        whole = People((), (Person("dana", 2001, accounts=("research", "startup"), admin="Administrator"),))
        told = [" ".join(words) for words in accounting.commands(whole, self.NOTHING)]
        self.assertEqual(["add account research Description=research Organization=sluice", "add account startup Description=startup Organization=sluice",
                          "add user dana Account=research", "add user dana Account=startup", "modify user dana set AdminLevel=Administrator"], told)

    def test_says_nothing_when_all_is_as_it_should_be(self):
        known = Known({"research"}, {"dana": ("Operator", "research")}, {("dana", "research"): ""})
        self.assertEqual([], accounting.commands(People((), (Person("dana", 2001, accounts=("research",), admin="Operator"),)), known))

    def test_takes_back_rights_and_accounts(self):
        known = Known({"a", "b"}, {"dana": ("Administrator", "a")}, {("dana", "a"): "", ("dana", "b"): ""})
        told = [" ".join(words) for words in accounting.commands(People((), (Person("dana", 2001, accounts=("b",)),)), known)]
        self.assertEqual(["modify user dana set DefaultAccount=b", "modify user dana set AdminLevel=None", "delete user where name=dana account=a"], told)

    def test_locks_everywhere_and_once(self):
        known = Known({"a", "b"}, {"eve": ("Operator", "a")}, {("eve", "a"): "", ("eve", "b"): "0", ("bob", "a"): ""})
        eve = People((), (Person("eve", 2001, accounts=("a", "b"), locked=True),))
        self.assertEqual(["modify user where name=eve account=a set MaxSubmitJobs=0", "modify user eve set AdminLevel=None"], [" ".join(words) for words in accounting.commands(eve, known)])

    def test_lets_in_again_who_was_locked(self):
        known = Known({"a"}, {"eve": ("None", "a")}, {("eve", "a"): "0"})
        self.assertEqual([["modify", "user", "where", "name=eve", "account=a", "set", "MaxSubmitJobs=-1"]], accounting.commands(People((), (Person("eve", 2001, accounts=("a",)),)), known))

    def test_leaves_others_alone(self):
        known = Known({"a"}, {"guest": ("None", "a")}, {("guest", "a"): ""})
        self.assertEqual([], accounting.commands(People(), known))


if __name__ == "__main__":
    unittest.main()
