"""The fit of second sources finds weights that were put in, and reads what the method reads."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np

from retold import simulate
from retold.lineage.joining import WHETHER, WHICH

PATH = Path(__file__).resolve().parent.parent / "evaluation" / "fit_joining.py"


def loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("evaluation_fit_joining", PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


joining = loaded()


def test_weights_that_were_put_in_are_found() -> None:
    draw = np.random.default_rng(5)
    which = np.array([0.5, -2.0, 1.5, 1.0, -1.0, 0.5, -2.0])
    whether = np.array([-1.0, 1.0, 2.0, 1.5, -1.5])
    cases = []
    for _ in range(3000):
        signs, others = draw.normal(size=(4, len(WHICH))), draw.normal(size=(4, len(WHETHER)))
        others[:, 0] = 1.0
        second = int(np.argmax(signs @ which + draw.gumbel(size=4)))
        cases.append(joining.Case(signs, others, second, two=True, dated=True))
    assert np.abs(joining.fit_which(cases) - which).max() < 0.25
    signs = np.stack([case.whether[0] for case in cases])
    two = draw.random(len(signs)) < 1 / (1 + np.exp(-(signs @ whether)))
    assert np.abs(joining.fit_whether(signs, two) - whether).max() < 0.25


def test_cases_are_gathered_with_dates_and_without() -> None:
    given = joining.gather(simulate.traditions("newsroom", 3, (20, 30), "evaluation-tests"))
    assert {case.dated for case in given.cases} == {True, False}
    assert given.true[True] == given.true[False] > 0
    assert any(case.second >= 0 and case.two for case in given.cases)
    assert all(case.which.shape[1] == len(WHICH) for case in given.cases)
    assert all(case.whether.shape[1] == len(WHETHER) for case in given.cases)
