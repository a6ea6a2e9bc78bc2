"""People whose values exist nowhere else."""

from stdnum.cn import ric

# What is not sensitive and must be found: else the search finds nothing anywhere.
CONTROL = "Kranbahn Kontrollwert"
DOORS = ("page", "office", "correction", "import", "program", "chat", "answer")
DOORS += ("draft",)


class Person:
    """Values that exist nowhere else, as they are typed at one door."""

    def __init__(self, door):
        number = DOORS.index(door)
        self.name = f"哨兵{'甲乙丙丁戊己庚辛'[number]}欧阳"
        self.phone = f"138 7{number}43 9157"
        self.wife = f"139 6{number}58 2743"
        self.email = f"sentinel.{door}.{number}x7@leak.example"
        digits = f"11010519491231{310 + number:03d}"
        self.id_card = digits + ric.calc_check_digit(f"{digits}0")
        self.amount = f"{7358219 + number}.43"
        self.street = f"哨兵暗号路{'一二三四五六七八'[number]}百一十七号"

    def answers(self):
        return {
            "customer_name": self.name,
            "phone": self.phone,
            "email": self.email,
            "card": self.id_card,
            "budget": self.amount,
            "street": self.street,
            "family:0:relative": self.wife,
            "need": CONTROL,
        }

    def rows_together(self):
        """The answers as they are corrected: all rows of a section at once."""
        answers = self.answers()
        relative = answers.pop("family:0:relative")
        return {**answers, "family": [{"relative": relative}]}

    def dossier(self):
        """What is typed about a customer without a form."""
        return {
            "name": self.name,
            "phone": self.phone,
            "email": self.email,
            "address": self.street,
            "remarks": CONTROL,
        }

    def by_look(self):
        """What anybody recognises as personal data."""
        return f"{self.phone}, {self.wife}, {self.email}, {self.id_card}"

    def story(self):
        """What somebody writes who knows this person."""
        return f"{self.name}, {self.street}, {self.amount}, {self.by_look()}"

    def needles(self):
        """What must not be found, in each way it may have been kept."""
        return {
            self.name,
            self.street,
            self.amount,
            self.amount.partition(".")[0],
            f"{float(self.amount):,.2f}",
            self.phone,
            self.phone.replace(" ", ""),
            self.wife,
            self.wife.replace(" ", ""),
            self.email.partition("@")[0],
            self.id_card[:17],
        }


PEOPLE = {door: Person(door) for door in DOORS}
