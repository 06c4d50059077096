#include <catch2/catch.hpp>
#include <string>

#include <sys/stat.h>

#include "experiment/disk_reader.hpp"
#include "support/scenario_sample.hpp"

using namespace ayni;
using Catch::Matchers::Contains;
using sample::complaint;
using sample::Folder;
using sample::read;

namespace {

std::string unreadable(const ScenarioSource& source) {
  try {
    static_cast<void>(load_settings(source, read_from_disk));
  } catch (const FileError& error) {
    return error.what();
  }
  return "readable";
}

}  // namespace

TEST_CASE("a file changes what it extends: tables merge, arrays replace") {
  const Folder folder;
  folder.write(
      "base.toml",
      "horizon_months = 60\noutputs = [\"a\", \"b\"]\n[region.salar]\nwealth = 2\n[region.lago]\nwealth = 3\n");
  const auto file = folder.write("policy.toml",
                                 "extends = \"base.toml\"\noutputs = [\"c\"]\n[region.lago.product.milk]\nshare = 0.5\n"
                                 "[region.chaco]\n");
  const sample::Study study = read(ScenarioSource{file, {}, {}});
  CHECK(study.horizon_months == 60);
  CHECK(study.outputs == std::vector<std::string>{"c"});
  REQUIRE(study.region.size() == 3);
  CHECK(study.region[0].name == "chaco");
  CHECK(study.region[1].name == "lago");
  CHECK(study.region[1].wealth == 3.0);
  CHECK(study.region[1].product.at(0).share == 0.5);
  CHECK(study.region[2].name == "salar");
}

TEST_CASE("extends is relative to the file that says it") {
  const Folder folder;
  std::filesystem::create_directories(folder / "a/b");
  folder.write("base.toml", "horizon_months = 1\n");
  folder.write("a/middle.toml", "extends = \"../base.toml\"\n");
  const auto file = folder.write("a/b/leaf.toml", "extends = \"../middle.toml\"\n");
  CHECK(read(ScenarioSource{file, {}, {}}).horizon_months == 1);
}

TEST_CASE("overlays win over the file, settings over overlays, later over earlier") {
  const Folder folder;
  const ScenarioSource source{
      folder.write("s.toml", "horizon_months = 1\ntwin = true\n[prices]\nfloor_bs = 1\n[region.lago]\nwealth = 1\n"),
      {folder.write("o1.toml", "horizon_months = 2\n[prices]\nfloor_bs = 2\n[region.lago]\nwealth = 2\n"),
       folder.write("o2.toml", "[prices]\nfloor_bs = 3\n[region.lago]\nwealth = 3\n")},
      {"region.lago.wealth=4", "region.lago.wealth = 5", "prices.mode=fixed", "title=two words", "prices.anchors=[7]"}};
  const sample::Study study = read(source);
  CHECK(study.twin);
  CHECK(study.horizon_months == 2);
  CHECK(study.prices.floor_bs == 3.0);
  CHECK(study.region.at(0).wealth == 5.0);
  CHECK(study.prices.mode == sample::Mode::fixed);
  CHECK(study.title == "two words");
  CHECK(study.prices.anchors == std::vector<double>{7.0});

  const Settings settings = load_settings(source, read_from_disk);
  CHECK(sample::without(settings.as_written, folder) ==
        "# file: s.toml\nhorizon_months = 1\ntwin = true\n[prices]\nfloor_bs = 1\n[region.lago]\nwealth = 1\n"
        "# overlay: o1.toml\nhorizon_months = 2\n[prices]\nfloor_bs = 2\n[region.lago]\nwealth = 2\n"
        "# overlay: o2.toml\n[prices]\nfloor_bs = 3\n[region.lago]\nwealth = 3\n"
        "# --set region.lago.wealth=4\n# --set region.lago.wealth = 5\n# --set prices.mode=fixed\n"
        "# --set title=two words\n# --set prices.anchors=[7]\n");
}

TEST_CASE("a wrong --set names itself") {
  const Folder folder;
  const auto file = folder.write("s.toml", "");
  const auto told = [&](const char* setting) { return complaint(ScenarioSource{file, {}, {setting}}); };
  CHECK(told("horizon_months=0") ==
        "--set horizon_months=0: horizon_months = 0 is too small; valid: 1 to 1200 months (length of a run)");
  CHECK_THAT(told("horizon_moths=3"), Contains("Did you mean horizon_months?"));
  CHECK_THAT(told("horizon_months=2007-01-01"), Contains("is text where a whole number"));
  CHECK_THAT(told("horizon_months"), Contains("write it as key=value"));
  CHECK_THAT(told("=3"), Contains("the part before the equals sign must be a key"));
  CHECK_THAT(told("prices..mode=3"), Contains("must be a key"));
  CHECK_THAT(told("title="), Contains("no value behind the equals sign"));
  CHECK_THAT(told("prices.anchors=[1,"), Contains("not a valid TOML value"));
  CHECK_THAT(told("title=\"x"), Contains("not a valid TOML value"));
  CHECK_THAT(told("horizon_months=1\ntwin=true"), Contains("is text where a whole number"));
  CHECK_THAT(told("extends=other.toml"), Contains("extends is not a parameter"));
}

TEST_CASE("a circle of extends is an error that shows the circle") {
  const Folder folder;
  folder.write("b.toml", "extends = \"a.toml\"\n");
  const auto file = folder.write("a.toml", "extends = \"b.toml\"\n");
  CHECK(sample::without(complaint(ScenarioSource{file, {}, {}}), folder) ==
        "b.toml:1:11: extends = \"a.toml\" closes a circle: a.toml extends b.toml extends a.toml\n"
        "  1 | extends = \"a.toml\"\n"
        "    |           ^");
  const auto self = folder.write("self.toml", "extends = \"./self.toml\"\n");
  CHECK_THAT(complaint(ScenarioSource{self, {}, {}}), Contains("self.toml extends self.toml"));
}

TEST_CASE("extends can be wrong in other ways, each told at its place") {
  const Folder folder;
  folder.write("bolivia.toml", "");
  const auto told = [&](const std::string& value) {
    return complaint(ScenarioSource{folder.write("s.toml", "extends = " + value + "\n"), {}, {}});
  };
  CHECK_THAT(told("\"bolvia.toml\""),
             Contains("s.toml:1:11: ") && Contains("no such file. Did you mean bolivia.toml?"));
  CHECK_THAT(told("5"), Contains("extends = 5 must be the name of a file"));
  CHECK_THAT(told("\"/etc/passwd\""), Contains("is an absolute path"));
  CHECK_THAT(told("\".\""), Contains("is a directory"));
  for (int i = 0; i < 20; ++i) {
    folder.write("f" + std::to_string(i) + ".toml", "extends = \"f" + std::to_string(i + 1) + ".toml\"\n");
  }
  CHECK_THAT(told("\"f0.toml\""), Contains("more than 16 files extend each other"));
  const ScenarioSource overlay{folder / "bolivia.toml", {folder.write("o.toml", "extends = \"bolivia.toml\"\n")}, {}};
  CHECK_THAT(complaint(overlay), Contains("o.toml:1:1: an overlay changes the scenario that it is laid over"));
}

TEST_CASE("problems of all files are told together") {
  const Folder folder;
  folder.write("base.toml", "twin = 3\n");
  const auto file = folder.write("s.toml", "extends = \"base.toml\"\nhorizon_months = 0\n");
  const auto overlay = folder.write("o.toml", "[prices]\nmode = \"x\"\n");
  CHECK_THAT(complaint(ScenarioSource{file, {overlay}, {"zzz=1"}}),
             Contains("s.toml:2:18: horizon_months") && Contains("base.toml:1:8: twin") &&
                 Contains("o.toml:2:8: prices.mode") && Contains("--set zzz=1: zzz is not a parameter"));
}

TEST_CASE("what cannot be read is a file error") {
  const Folder folder;
  folder.write("bolivia.toml", "");
  CHECK_THAT(unreadable({folder / "bolvia.toml", {}, {}}), Contains("no such file. Did you mean bolivia.toml?"));
  CHECK_THAT(unreadable({folder / "bolivia", {}, {}}), Contains("Did you mean bolivia.toml?"));
  CHECK_THAT(unreadable({folder / "none/x.toml", {}, {}}), Contains("there is no directory"));
  CHECK_THAT(unreadable({folder / "", {}, {}}), Contains("is a directory"));
  CHECK_THAT(unreadable({"/dev/zero", {}, {}}), Contains("is not a regular file"));
  CHECK_THAT(unreadable({folder / "bolivia.toml", {folder / "o.toml"}, {}}), Contains("o.toml: no such file"));
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  CHECK_THAT(unreadable({folder / "pipe", {}, {}}), Contains("is not a regular file"));
  CHECK_THAT(unreadable({"", {}, {}}), Contains("no such file"));
}
