// The file as our own reader sees it: complete or absent, the same bytes for the same inputs, exact values.

#include "engine/io/results_writer.hpp"

#include <gmock/gmock.h>
#include <malloc.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <csignal>
#include <fstream>
#include <limits>
#include <sstream>

#include "engine/base/error.hpp"
#include "engine/io/results_reader.hpp"
#include "tests/format/sample_file.hpp"

namespace hearthgrid::io {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string bytes_of(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

TEST(Writer, WhatIsWrittenIsRead) {
  const TemporaryFolder folder;
  const std::string path = folder.file("结果.h5");
  write_sample(path);
  const ResultsReader reader(path);
  EXPECT_EQ(reader.texts("village"), sample_villages());
  EXPECT_EQ(reader.attribute("title"), "茌平 sample");
  EXPECT_EQ(reader.attribute("seed"), "42");
  EXPECT_THAT(reader.dimensions("transformer_load_kw"), ElementsAre("mix", "transformer", "time"));
  EXPECT_THAT(reader.shape("transformer_load_kw"), ElementsAre(2, SAMPLE_TRANSFORMERS, 96 * SAMPLE_DAYS));
  for (const int transformer : {0, 31, 32, 69}) {
    const size_t outer[] = {1, static_cast<size_t>(transformer)};
    const std::vector<double> row = reader.numbers("transformer_load_kw", outer);
    ASSERT_EQ(row.size(), 288U);
    for (int step = 0; step < 288; ++step) {
      EXPECT_EQ(row[static_cast<size_t>(step)], sample_load_kw(1, transformer, step));
    }
  }
  EXPECT_EQ(reader.numbers("household_heat_kwh", 1).at(139), 239.0);
  EXPECT_EQ(reader.input_text("scenario.toml"), "format = 1\nname = \"茌平\"\n");
  EXPECT_THAT(reader.input_names(), ElementsAre("scenario.toml", "tables_villages.csv"));
  EXPECT_THAT(reader.diagnostics(), ElementsAre("茌平韩屯: no longitude given"));
  EXPECT_THAT(reader.flag_meanings("household_archetype"), ElementsAre("brick_240", "brick_370"));
  EXPECT_THAT(reader.texts("group_size"), ElementsAre("1", "10", "50", "200"));
  EXPECT_FALSE(reader.has("refused_household")) << "a variable of an empty dimension is absent";
}

TEST(Writer, TimeIsUtcAndLabelsTheStart) {
  const TemporaryFolder folder;
  write_sample(folder.file("a.h5"));
  const ResultsReader reader(folder.file("a.h5"));
  EXPECT_EQ(reader.attribute("time", "units"), "minutes since 2021-10-31 16:00:00");
  EXPECT_EQ(reader.attribute("time_local", "units"), "minutes since 2021-11-01 00:00:00");
  EXPECT_EQ(reader.attribute("transformer_peak_time", "units"), "minutes since 2021-10-31 16:00:00");
  const std::vector<double> bounds = reader.numbers("time_bnds");
  EXPECT_EQ(bounds.front(), 0.0);
  EXPECT_EQ(bounds.back(), 3 * 1440.0) << "the last step ends with the last day";
}

TEST(Writer, EqualInputsGiveEqualBytesWhateverTheHeapHeld) {
  const TemporaryFolder folder;
  mallopt(M_PERTURB, 0x5A);
  write_sample(folder.file("a.h5"));
  mallopt(M_PERTURB, 0xA7);
  write_sample(folder.file("b.h5"));
  mallopt(M_PERTURB, 0);
  EXPECT_TRUE(bytes_of(folder.file("a.h5")) == bytes_of(folder.file("b.h5")));
}

TEST(Writer, BytesDoNotDependOnTheBlocks) {
  const TemporaryFolder folder;
  write_sample(folder.file("a.h5"), {.block = 32});
  write_sample(folder.file("b.h5"), {.block = 64});
  write_sample(folder.file("c.h5"), {.block = 96});
  EXPECT_TRUE(bytes_of(folder.file("a.h5")) == bytes_of(folder.file("b.h5")));
  EXPECT_TRUE(bytes_of(folder.file("a.h5")) == bytes_of(folder.file("c.h5")));
}

TEST(Writer, WithoutCommitThereIsNoFile) {
  const TemporaryFolder folder;
  write_sample(folder.file("a.h5"), {.commit = false});
  EXPECT_EQ(folder.entries(), 0U);
}

TEST(Writer, WithoutCommitAnOldFileStays) {
  const TemporaryFolder folder;
  write_sample(folder.file("a.h5"));
  const std::string before = bytes_of(folder.file("a.h5"));
  write_sample(folder.file("a.h5"), {.commit = false});
  EXPECT_TRUE(bytes_of(folder.file("a.h5")) == before);
  EXPECT_EQ(folder.entries(), 1U);
}

TEST(Writer, RoundedAndPackedSeriesKeepTheirBounds) {
  const TemporaryFolder folder;
  write_sample(folder.file("rounded.h5"), {.encoding = SeriesEncoding::rounded_12_bits});
  write_sample(folder.file("packed.h5"), {.encoding = SeriesEncoding::packed_16_bits});
  const ResultsReader rounded(folder.file("rounded.h5"));
  const ResultsReader packed(folder.file("packed.h5"));
  EXPECT_EQ(rounded.attribute("transformer_load_kw", "_QuantizeBitRoundNumberOfSignificantBits"), "12");
  const size_t outer[] = {1, 5};
  const auto rounded_row = rounded.numbers("transformer_load_kw", outer);
  const auto packed_row = packed.numbers("transformer_load_kw", outer);
  bool changed = false;
  for (int step = 0; step < 288; ++step) {
    const double exact = sample_load_kw(1, 5, step);
    EXPECT_NEAR(rounded_row[static_cast<size_t>(step)], exact, exact / 8192.0);
    EXPECT_NEAR(packed_row[static_cast<size_t>(step)], exact, 0.05 + 1e-9);
    changed = changed || rounded_row[static_cast<size_t>(step)] != exact;
  }
  EXPECT_TRUE(changed);
}

TEST(Writer, RoundsHalfToEven) {
  EXPECT_EQ(round_mantissa(1.0F + 0x1p-13F), 1.0F);
  EXPECT_EQ(round_mantissa(1.0F + 0x1p-12F + 0x1p-13F), 1.0F + 0x1p-11F);
  EXPECT_EQ(round_mantissa(-1.0F - 0x1.8p-13F), -1.0F - 0x1p-12F);
  EXPECT_EQ(round_mantissa(0.0F), 0.0F);
  EXPECT_EQ(round_mantissa(std::numeric_limits<float>::max()), std::numeric_limits<float>::max());
}

TEST(Writer, SeasonsSplitIntoEqualChunks) {
  EXPECT_EQ(chunk_steps(121 * 96), 2904);  // 4 parts of 11 616
  EXPECT_EQ(chunk_steps(288), 288);
  EXPECT_EQ(chunk_steps(121 * 1440), 2904);  // 60 parts of 174 240
}

std::string message_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const std::exception& error) {
    return error.what();
  }
  return "";
}

TEST(Writer, RefusesWhatIsNotFiniteAndNamesIt) {
  const TemporaryFolder folder;
  ResultsWriter writer(folder.file("a.h5"), false);
  writer.dimension("mix", std::vector<std::string>{"before"});
  writer.dimension("transformer", std::vector<std::string>{"T1"});
  EXPECT_THROW(writer.write("transformer_rated_kva", std::vector<double>{std::nan("")}), RunError);
  EXPECT_THAT(message_of([&] { writer.write("county_gas_peak_hour_m3h", std::vector<double>{INFINITY}); }),
              HasSubstr("county_gas_peak_hour_m3h"));
  EXPECT_THAT(message_of([&] { writer.write("transformer_households", std::vector<double>{1.5}); }),
              HasSubstr("whole number"));
  EXPECT_THAT(message_of([&] { writer.write("transformer_households", std::vector<double>{3e9}); }),
              HasSubstr("does not fit"));
  EXPECT_THROW((void)compress_chunk(std::vector<float>{NAN}, SeriesEncoding::exact), RunError);
  EXPECT_THROW((void)compress_chunk(std::vector<float>{5000.0F}, SeriesEncoding::packed_16_bits), RunError);
}

TEST(Writer, MistakesOfTheCallerAreCaught) {
  const TemporaryFolder folder;
  ResultsWriter writer(folder.file("a.h5"), false);
  writer.dimension("mix", std::vector<std::string>{"before"});
  writer.dimension("household", int64_t{4});
  EXPECT_THROW(writer.write("no_such_thing", std::vector<double>{1.0}), std::logic_error);
  EXPECT_THROW(writer.write("household_persons", std::vector<double>{1.0}), std::logic_error);
  EXPECT_THROW(writer.write("household_archetype", std::vector<double>(4, 0.0)), std::logic_error)
      << "no flag meanings";
  writer.write_rows("household_heat_kwh", 0, 0, std::vector<double>{1.0, 2.0});
  EXPECT_THROW(writer.write_rows("household_heat_kwh", 0, 3, std::vector<double>{1.0}), std::logic_error);
  EXPECT_THROW(writer.commit(), std::logic_error);
}

TEST(Writer, TellsTheUserWhatToDo) {
  const TemporaryFolder folder;
  write_sample(folder.file("a.h5"));
  const auto attempt = [](const std::string& path) { return message_of([&] { ResultsWriter writer(path, false); }); };
  EXPECT_THAT(attempt(folder.file("a.h5")), HasSubstr("--overwrite"));
  EXPECT_THAT(attempt(folder.file("none/a.h5")), HasSubstr("there is no folder"));
  EXPECT_THAT(attempt(folder.file("")), HasSubstr("-o FILE.h5"));
  EXPECT_THROW(ResultsReader(folder.file("b.h5")), InputError);
  std::ofstream(folder.file("text.h5")) << "hello";
  EXPECT_THAT(message_of([&] { ResultsReader reader(folder.file("text.h5")); }), HasSubstr("not a results file"));
  const ResultsReader reader(folder.file("a.h5"));
  EXPECT_THAT(message_of([&] { (void)reader.numbers("household_heat_kw"); }), HasSubstr("household_heat_kwh"));
}

// In a process of its own: the limit stays, and the library must neither hang nor print when the program ends.
TEST(Writer, ALimitOfTheDiskLeavesNoHalfFile) {
  for (const rlim_t limit : {rlim_t{500}, rlim_t{40'000}, rlim_t{200'000}}) {
    const TemporaryFolder folder;
    const pid_t child = ::fork();
    if (child == 0) {
      std::signal(SIGXFSZ, SIG_IGN);
      const rlimit cap{limit, limit};
      ::setrlimit(RLIMIT_FSIZE, &cap);
      int code = 1;
      try {
        write_sample(folder.file("a.h5"));
      } catch (const RunError& error) {
        code = std::string(error.what()).find("size limit") != std::string::npos && folder.entries() == 0 ? 42 : 2;
      }
      std::exit(code);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status)) << "limit " << limit;
    EXPECT_EQ(WEXITSTATUS(status), 42) << "limit " << limit;
    EXPECT_EQ(folder.entries(), 0U);
  }
}

TEST(Writer, AFullDiskIsNamed) {
  if (!std::filesystem::exists("/dev/full")) {
    GTEST_SKIP() << "no /dev/full here";
  }
  const TemporaryFolder folder;
  std::filesystem::create_symlink("/dev/full", folder.file("a.h5.partial"));
  EXPECT_THAT(message_of([&] { write_sample(folder.file("a.h5")); }), HasSubstr("disk is full"));
  EXPECT_FALSE(std::filesystem::exists(folder.file("a.h5")));
}

}  // namespace
}  // namespace hearthgrid::io
