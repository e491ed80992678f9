"""Whatever a job does, the program hears of it in time and goes on."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from office.child.children import Children
from office.child.limits import MB, ChildFailed, Limits
from tests.office.child import jobs
from tests.office.child.jobs import Unwelcome

SHORT = Limits(cpu=1, seconds=1, memory=256 * MB, answer=4 * MB)


@pytest.fixture
def children() -> Iterator[Children]:
    with Children("tests.office.child.jobs") as children:
        yield children


async def test_what_a_job_returns_comes_back(children: Children) -> None:
    assert await children.run(partial(sorted, [3, 1, 2]), SHORT) == [1, 2, 3]


@pytest.mark.parametrize("size", [0, 1, 3_000_000])
async def test_bytes_of_every_size_go_there_and_come_back(children: Children, size: int) -> None:
    content = os.urandom(size)

    assert await children.run(partial(bytes, content), SHORT) == content


async def test_a_refusal_rises_again_with_all_that_it_says(children: Children) -> None:
    with pytest.raises(Unwelcome, match="99 pages, more than 50") as refused:
        await children.run(jobs.turn_away, SHORT, passes=(Unwelcome,))

    assert (refused.value.pages, refused.value.limit) == (99, 50)


async def test_another_error_is_told_by_its_name(children: Children) -> None:
    with pytest.raises(ChildFailed, match="ZeroDivisionError") as failed:
        await children.run(partial(divmod, 1, 0), SHORT)

    assert not failed.value.exhausted


@pytest.mark.parametrize("job", [jobs.hang, partial(time.sleep, 60)], ids=["computes", "sleeps"])
async def test_a_job_without_end_is_ended(children: Children, job: partial[None]) -> None:
    began = time.monotonic()

    with pytest.raises(ChildFailed) as failed:
        await children.run(job, SHORT)

    assert failed.value.exhausted
    assert time.monotonic() - began < 30


async def test_a_job_that_wants_all_memory_does_not_get_it(children: Children) -> None:
    with pytest.raises(ChildFailed) as failed:
        await children.run(partial(bytes, 10_000 * MB), SHORT)

    assert failed.value.exhausted


async def test_a_job_that_says_too_much_is_not_listened_to(children: Children) -> None:
    with pytest.raises(ChildFailed) as failed:
        await children.run(partial(bytes, 5 * MB), SHORT)

    assert failed.value.exhausted


@pytest.mark.parametrize("job", [os.abort, jobs.half_an_answer, jobs.no_answer_that_can_be_read])
async def test_a_job_that_dies_is_told_and_the_next_one_served(children: Children, job: partial[None]) -> None:
    with pytest.raises(ChildFailed) as failed:
        await children.run(job, SHORT)

    assert not failed.value.exhausted
    assert await children.run(partial(abs, -1), SHORT) == 1


async def test_a_child_can_write_no_file(children: Children, tmp_path: Path) -> None:
    with pytest.raises(ChildFailed):
        await children.run(partial(jobs.write, tmp_path / "left.txt", b"behind"), SHORT)


async def test_an_answer_cannot_run_anything_here(children: Children, tmp_path: Path) -> None:
    with pytest.raises(ChildFailed, match="may not pass"):
        await children.run(partial(jobs.evil_answer, tmp_path / "victim"), SHORT)

    assert not (tmp_path / "victim").exists()


async def test_only_named_types_may_pass(children: Children) -> None:
    day = partial(date, 2026, 11, 24)

    assert await children.run(day, SHORT, passes=(date,)) == date(2026, 11, 24)
    with pytest.raises(ChildFailed):
        await children.run(day, SHORT)


async def test_no_secret_of_the_program_is_in_the_child(children: Children, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOKET_TELEGRAM_TOKEN", "secret")

    assert await children.run(partial(os.getenv, "LOKET_TELEGRAM_TOKEN"), SHORT) is None


async def test_jobs_of_many_run_side_by_side_and_each_gets_its_own_answer(children: Children) -> None:
    answers = await asyncio.gather(*(children.run(partial(abs, -n), SHORT) for n in range(30)))

    assert answers == list(range(30))


async def test_the_death_of_the_process_that_forks_loses_no_job(children: Children) -> None:
    first = await children.run(os.getppid, SHORT)
    os.kill(first, signal.SIGKILL)

    assert await children.run(os.getppid, SHORT) != first


async def test_a_job_that_kills_the_process_that_forks_harms_nobody(children: Children) -> None:
    forks = await children.run(os.getppid, SHORT)

    await children.run(partial(os.kill, forks, signal.SIGKILL), SHORT)

    assert await children.run(partial(abs, -1), SHORT) == 1


async def test_modules_that_cannot_be_loaded_are_the_programs_own_fault() -> None:
    with Children("office.not_there") as children, pytest.raises(OSError, match="begun"):
        await children.run(partial(abs, -1), SHORT)


async def test_a_long_job_does_not_hold_up_the_program(children: Children) -> None:
    await children.run(partial(abs, -1), SHORT)
    job = asyncio.create_task(children.run(partial(time.sleep, 3), Limits(cpu=1, seconds=30, memory=256 * MB)))
    longest, last = 0.0, time.monotonic()
    while not job.done():
        await asyncio.sleep(0.005)
        longest, last = max(longest, time.monotonic() - last), time.monotonic()

    assert longest < 1.5


async def test_nothing_outlives_a_program_that_was_killed() -> None:
    program = (
        "import asyncio, os\n"
        "from office.child.children import Children\n"
        "from office.child.limits import Limits\n"
        "print(asyncio.run(Children().run(os.getppid, Limits())), flush=True)\n"
        "os.kill(os.getpid(), 9)"
    )
    killed = await asyncio.create_subprocess_exec(sys.executable, "-c", program, stdout=asyncio.subprocess.PIPE)
    said, _ = await killed.communicate()

    assert killed.returncode == -signal.SIGKILL
    await asyncio.to_thread(_wait_for_the_end_of, int(said))


def _wait_for_the_end_of(process: int) -> None:
    until = time.monotonic() + 60
    while _is_running(process):
        assert time.monotonic() < until
        time.sleep(0.02)


def _is_running(process: int) -> bool:
    """A process that nobody has buried yet does not run."""
    try:
        return ") Z" not in Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


async def test_a_limit_that_the_machine_has_set_lower_is_kept() -> None:
    program = (
        "import asyncio, resource\n"
        "from functools import partial\n"
        "from office.child.children import Children\n"
        "from office.child.limits import Limits\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (5, 5))\n"
        "with Children() as children:\n"
        "    print(asyncio.run(children.run(partial(resource.getrlimit, resource.RLIMIT_CPU), Limits(cpu=10))))"
    )
    bound = await asyncio.create_subprocess_exec(sys.executable, "-c", program, stdout=asyncio.subprocess.PIPE)
    said, _ = await bound.communicate()

    assert said == b"(5, 5)\n"


async def test_closing_ends_also_what_is_at_work() -> None:
    children = Children()
    process = await children.run(os.getppid, SHORT)
    job = asyncio.create_task(children.run(partial(time.sleep, 60), Limits(seconds=60)))
    await asyncio.sleep(0.2)

    children.close()

    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    with pytest.raises(OSError, match="no job is begun"):
        await job
