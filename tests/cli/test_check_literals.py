"""The check of declared numbers finds what it is there to find."""

import pathlib
import subprocess

import pytest

CHECK = pathlib.Path(__file__).resolve().parents[2] / "tools" / "check-literals"


def check(root, **files):
    for name, text in files.items():
        path = root / "sim" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return subprocess.run([CHECK, root], capture_output=True, text=True, timeout=60)


def test_this_repository_is_clean():
    result = subprocess.run([CHECK], capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stdout


def test_a_clean_tree_passes(tmp_path):
    result = check(tmp_path, **{
        "model/buyer/trade.cpp": "\n".join([
            '#include "model/buyer/trade.hpp"',
            "// a comment of 38 members",
            "/* and one of",
            "   24 months */",
            "constexpr double least = 1e-9;  // Bs",
            "constexpr std::array<double, 7> powers{3.5, 0.7};",
            "static_assert(powers.size() == 7);",
            "double f(double x) { return -1.0 + 2.0 * x + 0.5F * x / 12.0 + 100 * x + p_.damage * least; }",
            "std::array<float, 3> all{};",
            'char c = all[2] > 0.0F ? \'7\' : "42\\"43"[0];',
            "double market2 = x_3;",
        ]),
        "model/buyer/trade_parameters.hpp": "double factor = 3.0;\n",
        "results/layout.cpp": "rows[14] = duration <= 84;\n",
    })
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("line, literal", [
    ("double f() { return 38.0 * members; }", "38.0"),
    ("bool left = t - last < 24;", "24"),
    ("double score = quality + 0.2 * management;", "0.2"),
    ("float income = cash * 0.01F;", "0.01F"),
    ("double guard = std::max(net, 1e-9);", "1e-9"),
    ("double price = std::clamp(x, -.25, y);", ".25"),
    ("Centavos modest = cost / 4;", "4"),
    ("auto most = 1'000'000;", "1'000'000"),
    ("auto bits = x << 0x20;", "0x20"),
    ("constexpr double scaled(double x) { return 1.5 * x; }", "1.5"),
    ("constexpr auto scaled = [](double x) { return 1.5 * x; };", "1.5"),
    ("constexpr double named = 3.0; double f() { return 3.0 * x; }", "3.0"),
    ("const double unnamed = 3.0;", "3.0"),
    ("double x = all[2 + 5];", "5"),
])
def test_a_number_without_a_name_is_found_with_its_line(tmp_path, line, literal):
    result = check(tmp_path, **{"model/buyer/trade.cpp": f'// "\n/* 3\n*/ double a = 1.0;\n{line}\n'})
    assert result.returncode == 1
    assert result.stdout.splitlines() == [
        f"sim/model/buyer/trade.cpp:4: {literal} has no name: declare a parameter, or a constexpr constant with unit and source"]


def test_what_one_file_may_hold_another_may_not(tmp_path):
    shuffle = "auto y = __builtin_shufflevector(x, x, 4, 5);\n"
    assert check(tmp_path, **{"model/project/evaluation.cpp": shuffle}).returncode == 0
    assert check(tmp_path, **{"model/buyer/trade.cpp": shuffle}).returncode == 1


def test_a_comment_excuses_nothing(tmp_path):
    result = check(tmp_path, **{"model/buyer/trade.cpp": "double x = 38.0;  // check-literals: ignore, NOLINT\n"})
    assert result.returncode == 1


def test_a_folder_without_sources_is_not_called_clean(tmp_path):
    (tmp_path / "sim").mkdir()
    assert check(tmp_path).returncode == 2
