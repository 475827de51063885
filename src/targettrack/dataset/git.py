"""A dataset's files as they stood at a git revision.

git is run as a program of its own, never through a shell. `cat-file` gives the bytes that were
committed; `git show` might run a converter that the repository names.
"""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ..vocabulary.columns import TABLES
from ..vocabulary.errors import DataError, Problem, UsageError
from ..vocabulary.language import _
from .folder import files_of, inspect, need_folder
from .model import Dataset
from .settings import NAME


def inspect_revision(
    folder: str | Path, revision: str, encoding: str = ""
) -> tuple[Dataset | None, list[Problem]]:
    """As `folder.inspect`, of the folder at `revision`; files go by names such as v1:data/x.csv.

    Raises UsageError where there is no git, no repository or no such revision; DataError where the
    folder had no dataset then.
    """
    with _checked_out(Path(folder), revision) as place:

        def called(problem: Problem) -> Problem:
            inside = Path(problem.file).relative_to(place)
            return replace(problem, file=f"{revision}:{(Path(folder) / inside).as_posix()}")

        try:
            dataset, problems = inspect(files_of(place), encoding)
        except DataError as error:
            raise DataError([called(problem) for problem in error.problems]) from None
        return dataset, [called(problem) for problem in problems]


@contextmanager
def _checked_out(folder: Path, revision: str) -> Iterator[Path]:
    """A temporary folder with those of the dataset's files that the revision has."""
    need_folder(folder)
    _git(folder, "rev-parse", "--git-dir", refused=_("{folder} lies in no git repository: {why}"))
    commit = _git(
        folder,
        *("rev-parse", "--verify", "--end-of-options", revision + "^{commit}"),
        refused=_('there is no git revision "{revision}" in {folder}'),
        revision=revision,
    )
    commit_id = commit.decode().strip()
    held = _git(folder, "ls-tree", "-z", "--name-only", commit_id).decode("utf-8", "replace")
    with TemporaryDirectory() as scratch:
        for name in (*(f"{table}.csv" for table in TABLES), NAME):
            if name in held.split("\0"):
                data = _git(folder, "cat-file", "blob", f"{commit_id}:./{name}")
                Path(scratch, name).write_bytes(data)
        yield Path(scratch)


def _git(folder: Path, *arguments: str, refused: str = "", **values: object) -> bytes:
    """What git prints. Raises UsageError, in the words of `refused`, where git fails."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise UsageError(_("--git needs the program git, which is not installed")) from None
    if done.returncode:
        why = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        told = refused or _("git cannot read {folder}: {why}")
        raise UsageError(told.format(folder=folder, why=why, **values))
    return done.stdout
