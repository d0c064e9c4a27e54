// The file as others see it: xarray with both engines, h5py, ncdump. Debian's Python has them; another may not.

#include <gmock/gmock.h>

#include "tests/format/program.hpp"
#include "tests/format/sample_file.hpp"

namespace hearthgrid::io {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Readers, XarrayAndH5pyReadWhatWasWritten) {
  if (run_command("/usr/bin/python3 --version").exit_code != 0) {
    GTEST_SKIP() << "no /usr/bin/python3";
  }
  const TemporaryFolder folder;
  const std::string path = folder.file("结果.h5");
  write_sample(path);
  const CommandOutcome outcome =
      run_command("/usr/bin/python3 '" HEARTHGRID_SOURCE_DIR "/tests/format/read_with_python.py' '" + path + "'");
  if (outcome.exit_code == 77) {
    GTEST_SKIP() << outcome.output << "install the readers listed in tools/packages.txt";
  }
  EXPECT_EQ(outcome.exit_code, 0) << outcome.output;
}

TEST(Readers, GasAndOutagesAreReadAsTheyAre) {
  const TemporaryFolder folder;
  write_sample(folder.file("a.h5"));
  const CommandOutcome outcome =
      run_command("/usr/bin/python3 '" HEARTHGRID_SOURCE_DIR "/tests/format/read_gas_with_python.py' '" +
                  folder.file("a.h5") + "'");
  if (outcome.exit_code == 77 || outcome.exit_code == 127) {
    GTEST_SKIP() << outcome.output << "install the readers listed in tools/packages.txt";
  }
  EXPECT_EQ(outcome.exit_code, 0) << outcome.output;
}

TEST(Readers, XarrayUnpacksSixteenBits) {
  const TemporaryFolder folder;
  const std::string path = folder.file("a.h5");
  write_sample(path, {.encoding = SeriesEncoding::packed_16_bits});
  const CommandOutcome outcome = run_command(
      "/usr/bin/python3 -c \"\nimport sys\ntry:\n  import xarray as xr, netCDF4, h5netcdf\nexcept ImportError:\n  "
      "sys.exit(77)\nfor engine in ('netcdf4', 'h5netcdf'):\n  load = xr.open_dataset('" +
      path +
      "', engine=engine).transformer_load_kw\n  assert abs(float(load[1, 69, 0]) - 149.0) < 0.051\n  assert "
      "bool(load.notnull().all())\n\"");
  if (outcome.exit_code == 77 || outcome.exit_code == 127) {
    GTEST_SKIP() << "xarray is not installed";
  }
  EXPECT_EQ(outcome.exit_code, 0) << outcome.output;
}

TEST(Readers, NcdumpShowsDimensionsAndNames) {
  if (run_command("command -v ncdump").exit_code != 0) {
    GTEST_SKIP() << "ncdump is not installed (netcdf-bin)";
  }
  const TemporaryFolder folder;
  write_sample(folder.file("a.h5"));
  const CommandOutcome head = run_command("ncdump -h '" + folder.file("a.h5") + "'");
  EXPECT_EQ(head.exit_code, 0);
  EXPECT_THAT(head.output, HasSubstr("float transformer_load_kw(mix, transformer, time) ;"));
  EXPECT_THAT(head.output, HasSubstr("int time_bnds(time, nv) ;"));
  EXPECT_THAT(head.output, HasSubstr("time:bounds = \"time_bnds\""));
  EXPECT_THAT(head.output, HasSubstr("household_technology:flag_values = 0b, 1b"));
  EXPECT_THAT(head.output, HasSubstr("group: inputs"));
  EXPECT_THAT(head.output, HasSubstr("schema_version = \"1.0\""));
  EXPECT_THAT(head.output, Not(HasSubstr("phony"))) << "an axis without a dimension scale";
  const CommandOutcome names = run_command("ncdump -v village '" + folder.file("a.h5") + "'");
  EXPECT_THAT(names.output, HasSubstr("茌平韩屯"));
}

}  // namespace
}  // namespace hearthgrid::io
