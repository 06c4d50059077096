"""The folder of a fit: what belongs together, what is finished, what may be done again."""

import hashlib
import json
import shutil

from .errors import FitError

STEPS = {"fit": ("search", "judged"), "repeat": ("other-seed", "other-start"), "ablate": ("ablations",)}
MANIFEST = "of.json"


class Folder:
    """Results of the steps fit, repeat and ablate of one declaration, under one program."""

    def __init__(self, path, declaration, program, quick):
        self.path = path
        version = program.version()
        scenario = program.resolved(declaration.scenario, declaration.settings)
        texts = (version, scenario, declaration.source.read_text(encoding="utf-8"),
                 declaration.figures.read_text(encoding="utf-8"), str(quick))
        self.manifest = {"program": version.splitlines(), "declaration": declaration.source.name, "quick": quick,
                         "digest": hashlib.sha256("\0".join(texts).encode()).hexdigest()}

    def begin(self, step, resume, force):
        """Makes the folder ready for a step; refuses to mix with, or to lose, what is there."""
        if self.path.exists() and any(self.path.iterdir()) and not (self.path / MANIFEST).exists():
            raise FitError(f"{self.path} holds something else than a fit; name another folder with -o")
        if force and step == "fit":
            for name in [MANIFEST, *(f"{other}.json" for other in STEPS), "report.md", "fitted.toml"]:
                (self.path / name).unlink(missing_ok=True)
            for names in STEPS.values():
                self._remove(names)
        elif force:
            (self.path / f"{step}.json").unlink(missing_ok=True)
            self._remove(STEPS[step])
        if (self.path / MANIFEST).exists():
            self.check()
            if (self.path / f"{step}.json").exists():
                raise FitError(f"{self.path / step}.json is there already; --force does it again")
            if not resume and any((self.path / name).exists() for name in STEPS[step]):
                raise FitError(f"{self.path} holds an unfinished {step}; go on with --resume, or begin anew with --force")
        elif step != "fit":
            self.check()
        self.path.mkdir(parents=True, exist_ok=True)
        (self.path / MANIFEST).write_text(json.dumps(self.manifest, indent=2) + "\n", encoding="utf-8")

    def check(self):
        """The folder is of this declaration, scenario and program."""
        if not (self.path / MANIFEST).exists():
            raise FitError(f"{self.path} holds no fit; run: analysis/fit.py fit -o {self.path}")
        there = json.loads((self.path / MANIFEST).read_text(encoding="utf-8"))
        if there["digest"] != self.manifest["digest"]:
            raise FitError(f"{self.path} is of another declaration, scenario or program; name another folder with -o, or "
                           "begin anew with: analysis/fit.py fit --force")

    def write(self, step, results):
        (self.path / f"{step}.json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")

    def read(self, step):
        """Results of a finished step, None when there are none."""
        path = self.path / f"{step}.json"
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None

    def _remove(self, names):
        for name in names:
            if (self.path / name).exists():
                shutil.rmtree(self.path / name)
