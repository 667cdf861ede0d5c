"""Runs the small country in Mesa and writes what every run recorded, and how long it took, as JSON.

Usage: run_mesa.py COUNTRY.json agents|columns RUNS SEED OUT.json
"""
import gc
import json
import platform
import sys
import time

import mesa
import numpy

import agents_model
import columns_model
from rules import Country

MODELS = {"agents": agents_model.SmallCountry, "columns": columns_model.SmallCountry}


def main():
    path, variant, runs, seed, out = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        country = Country(json.load(file))
    records = []
    for run in range(int(runs)):
        start = time.process_time()
        model = MODELS[variant](country, int(seed) + run)
        ready = time.process_time()
        for _ in range(country.ticks):
            model.step()
        end = time.process_time()
        records.append({"set_up_seconds": ready - start, "run_seconds": end - ready,
                        "ticks": model.datacollector.model_vars["towns"], "trait_steps": model.trait_steps()})
        model = None
        gc.collect()  # outside the times: agents and their model refer to each other
    versions = f"Mesa {mesa.__version__}, Python {platform.python_version()}, numpy {numpy.__version__}"
    with open(out, "w", encoding="utf-8") as file:
        json.dump({"versions": versions, "runs": records}, file)


main()
