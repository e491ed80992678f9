"""`python -m simulator.playground`: the page alone, without a story; prints its address as a line of JSON."""

import argparse
import asyncio
import json
import sys
from pathlib import Path

from simulator.playground.house import House
from simulator.playground.serving import served, until_told_to_stop


async def _serve(folder: Path | None, port: int) -> None:
    house = House(folder)
    try:
        await house.open()
        async with served(house, port) as address:
            sys.stdout.write(json.dumps({"ready": True, "address": address}) + "\n")
            sys.stdout.flush()
            await until_told_to_stop()
    finally:
        await house.close()


def main() -> None:
    parser = argparse.ArgumentParser(prog="simulator.playground", description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--folder", type=Path, help="where the office keeps its data; emptied first")
    options = parser.parse_args()
    asyncio.run(_serve(options.folder, options.port))


if __name__ == "__main__":
    main()
