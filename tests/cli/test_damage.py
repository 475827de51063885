"""The same dataset by the fast way and the careful one, and no damage read as something else."""

import csv
import io
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from targettrack.dataset.folder import inspect
from targettrack.dataset.model import Dataset
from targettrack.files import csv_arrow
from targettrack.files.csv_careful import fitted
from targettrack.files.encoding import open_source
from targettrack.render.views.problems import describe
from targettrack.vocabulary.columns import TABLES
from targettrack.vocabulary.errors import Problem
from targettrack.vocabulary.quantities import fold, number

# The same by either way


@contextmanager
def way(small: int, with_arrow: bool) -> Iterator[None]:
    """The fast way for files above `small` bytes, as if pyarrow were installed or not."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_arrow, "SMALL", small)
        if not with_arrow:
            for name in ("pyarrow", "pyarrow.csv"):
                patch.setitem(sys.modules, name, None)
        yield


def by_every_way(
    inspected: Callable, files: Mapping[str, str | bytes], *, with_arrow: Sequence[bool]
) -> tuple[Dataset | None, list[Problem]]:
    """What inspecting gives, which is the same by every way."""
    with way(small=1 << 20, with_arrow=True):
        careful, problems = inspected(**files)
    for arrow in with_arrow:
        with way(0, arrow):
            dataset, found = inspected(**files)
        assert found == problems
        assert (dataset is None) == (careful is None)
        if dataset is not None and careful is not None:
            assert dataset.dimensions == careful.dimensions
            for table in TABLES:
                pd.testing.assert_frame_equal(getattr(dataset, table), getattr(careful, table))
    return careful, problems


ids = st.sampled_from(["firms", "007", "NA", " gdp ", "规上工业", 'a,"b"', "x\ny"])
values = st.sampled_from(["1", "12700", "-13.5", "12,700", "1.27万", "1.2e4", " 5 ", "０", "", "0"])
plain_values = st.sampled_from(["1", "12700", "-13.5", "1.2e4", "", "0", "007"])
years = st.sampled_from(["2020", "2021年", "2022/23", "FY2023", "２０２４"])
plain_years = st.integers(1990, 2030).map(str)
dates = st.sampled_from(["", "2024-02-27", "2024-03", "2023", "2024年1月1日"])
some_text = st.sampled_from(["", " ", "a page", "7,565家", "two\nlines", 'so "called"', "NA"])
areas = st.sampled_from(["", "north", "south ", "007"])

actuals_rows = st.tuples(
    ids, years | plain_years, values | plain_values, values, st.sampled_from(["", "p", "e b"]),
    dates, st.sampled_from(["", "家"]), some_text, areas,
)  # fmt: skip
plain_rows = st.tuples(
    ids, plain_years, plain_values, plain_values, st.just(""), st.just(""), st.just("家"),
    some_text, areas,
)  # fmt: skip
targets_rows = st.tuples(
    ids, years, st.sampled_from([">", "不超过", "at least", "="]), st.just("1") | plain_values,
    st.sampled_from(["", "家"]), areas, some_text,
)  # fmt: skip
ACTUALS_HEADER = "indicator year value growth status published unit page area"
TARGETS_HEADER = "indicator year comparator value unit area quote"


def files(actuals: Sequence[Sequence[str]], targets: Sequence[Sequence[str]]) -> dict[str, bytes]:
    """The two files, as bytes."""
    written = {}
    for table, header, rows in (
        ("actuals", ACTUALS_HEADER, actuals),
        ("targets", TARGETS_HEADER, targets),
    ):
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([header.split(), *rows])
        written[table] = text.getvalue().encode()
    return written


@given(
    st.lists(plain_rows, max_size=6) | st.lists(actuals_rows, max_size=6),
    st.lists(targets_rows, max_size=4),
)
def test_fast_and_careful_give_the_same_dataset(inspected, actuals, targets) -> None:
    pytest.importorskip("pyarrow")
    by_every_way(inspected, files(actuals, targets), with_arrow=[True, False])


@given(
    st.lists(plain_rows, min_size=1, max_size=6),
    st.lists(targets_rows, min_size=1, max_size=4),
    st.data(),
)
def test_fast_and_careful_find_the_same_problems(inspected, actuals, targets, data) -> None:
    pytest.importorskip("pyarrow")
    table = data.draw(st.sampled_from([actuals, targets]))
    row = data.draw(st.integers(0, len(table) - 1))
    cells = list(table[row])
    place = data.draw(st.integers(0, len(cells)))
    broken = data.draw(st.sampled_from(["?", "1,2,7", "nan", "1e400", "5 kg", "x\ny", "up", "m q"]))
    table[row] = (*cells[:place], broken, *cells[place + 1 :])
    by_every_way(inspected, files(actuals, targets), with_arrow=[True, False])


# Whatever stands in the files


SOUND = {
    "actuals": """\ufeffindicator,year,value,growth,status,published,unit,source,area
high-tech-firms,2022,"6,348",,p,2023-02-27,家,"Daily, p. 3",Chongqing
high-tech-firms,2023,7565家,19.2%,p e,2024-02-27,,《重庆日报》,Chongqing
规上工业,2023/24,3000亿元,,,,亿元,,重庆
share,FY2022,19.2,-1.5,b,2023,%,"said ""so"" today",
""".encode(),
    "targets": """\
indicator,year,comparator,value,upper,tolerance,measure,base_year,unit,announced,area
high-tech-firms,2025,超过,1.27万,,,,,家,2021-12,Chongqing
share,2025,between,18,22%,,level,2020,%,2021,
规上工业,2025年,about,7%,,0.5%,growth,2020,亿元,,重庆
high-tech-firms,2027,up,,,,,2022,,,Chongqing
""".encode(),
    "indicators": """indicator,name_zh,kind,limit,decimals
high-tech-firms,高新技术企业,amount,,0
share,,share,100,1
""".encode("gb18030"),
}

tokens = st.sampled_from([b'"', b",", b"\n", b"\r", b"\0", b"\xff", b"\xe4", b"-", b"e9", b"0"])
scraps = st.binary(max_size=4) | st.lists(tokens, max_size=3).map(b"".join)


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, bytes]:
    """The sound files with some bytes dropped, doubled, shuffled or replaced."""
    files = dict(SOUND)
    for _ in range(draw(st.integers(1, 3))):
        table = draw(st.sampled_from(sorted(files)))
        raw = files[table]
        start = draw(st.integers(0, len(raw)))
        end = min(len(raw), start + draw(st.sampled_from([0, 1, 2, 5, 40])))
        piece = raw[start:end]
        new = draw(
            st.one_of(
                st.just(b""),
                st.just(piece * 2),
                st.permutations(list(piece)).map(bytes),
                scraps,
            )
        )
        files[table] = raw[:start] + new + raw[end:]
    return files


@lru_cache(100)  # the sound files come again and again
def numbers_in(table: str, raw: bytes) -> dict[str, list[float]]:
    """Every number column of a file, cell by cell."""
    source, _ = open_source(f"{table}.csv", "", raw)
    assert source
    reader = csv.reader(io.StringIO(source.data.decode(), newline=""), strict=True)
    rows = [row for row in reader if any(map(str.strip, row))]
    header = [cell.strip() for cell in rows.pop(0)]
    percents = dict.fromkeys(["growth", "percent_change", "relative_growth"], "%")
    special = {"multiple": "倍", **percents}
    columns = {}
    for field in TABLES[table]:
        if field.type != "number" or field.name not in header:
            continue
        columns[field.name] = values = []
        for row in rows:
            cells = dict(zip(header, fitted(row, len(header)), strict=True))
            unit = {"growth": "%", "decimals": ""}.get(field.name, cells.get("unit", ""))
            if field.name in ("value", "upper", "tolerance"):
                unit = special.get(fold(cells.get("measure", "")).casefold(), unit)
            cell = cells[field.name].strip()
            values.append(float(number(cell, unit)[0]) if cell else np.nan)
    return columns


@settings(max_examples=300)
@given(damaged())
def test_no_damage_is_read_as_something_else(inspected, files) -> None:
    pytest.importorskip("pyarrow")
    dataset, problems = by_every_way(inspected, files, with_arrow=[True])
    for problem in problems:
        assert list(describe(problem))
    if any(problem.is_error for problem in problems):
        return
    assert dataset is not None
    for table, raw in files.items():
        for name, expected in numbers_in(table, raw).items():
            np.testing.assert_array_equal(getattr(dataset, table)[name], expected)


def test_the_sound_files_are_sound(inspected) -> None:
    _, problems = inspected(**SOUND)
    assert [str(problem) for problem in problems] == ["indicators.csv W001 decoded as GB18030"]


def damage(random: Random, table: str) -> bytes:
    """A sound file with some bytes dropped, doubled, shuffled, replaced or recoded."""
    sound = raw = SOUND[table]
    while raw == sound:  # a byte shuffled alone is as it was
        for _ in range(random.choice([1, 1, 2])):
            raw = changed(random, raw, "gb18030" if table == "indicators" else "utf-8")
    return raw


def changed(random: Random, raw: bytes, encoding: str) -> bytes:
    start = random.randint(0, len(raw))
    end = min(len(raw), start + random.choice([0, 1, 2, 5, 40]))
    piece = raw[start:end]
    change = random.randrange(6)
    if change == 5:  # as another program would save it
        text = raw.decode(encoding, "replace")
        return text.encode(random.choice(["utf-16", "gb18030", "utf-8-sig", "utf-32"]))
    new = [
        b"",
        piece * 2,
        bytes(random.sample(list(piece), len(piece))),
        bytes(random.choices(b'",\n\r\0\xff\xe4-e90 .', k=random.randint(1, 3))),
        random.randbytes(random.randint(1, 4)),
    ][change]
    return raw[:start] + new + raw[end:]


def test_ten_thousand_damaged_files_are_read_rightly_or_told() -> None:
    """No exception, and no number that is not the one in the file."""
    random, right = Random(0), 0
    for _ in range(3_334):  # datasets of three damaged files
        files = {table: damage(random, table) for table in SOUND}
        dataset, told = checked(files)
        if dataset is None and len(told) < len(SOUND):  # the others, beside sound files
            files |= {table: SOUND[table] for table in told}
            dataset, again = checked(files)
            assert dataset is not None or again
        right += len(SOUND) - len(told)
    assert 1_000 < right < 9_000  # neither is everything refused, nor everything taken


def checked(files: Mapping[str, bytes]) -> tuple[Dataset | None, set[str]]:
    """The dataset in the files, and which tables have an error; the numbers of the rest hold."""
    dataset, problems = inspect({table: f"{table}.csv" for table in files}, instead=files)
    assert all(problem.message and problem.remedy for problem in problems)
    told = {Path(problem.file).stem for problem in problems if problem.is_error}
    assert dataset is not None or told
    for table in files.keys() - told if dataset is not None else ():
        for name, expected in numbers_in(table, files[table]).items():
            np.testing.assert_array_equal(getattr(dataset, table)[name], expected)
    return dataset, told
