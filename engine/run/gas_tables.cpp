#include "engine/run/gas_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "engine/io/gas_schemas.hpp"
#include "engine/io/sha256.hpp"
#include "engine/io/text_file.hpp"

namespace hearthgrid::run {
namespace {

namespace fs = std::filesystem;

GasSource source_of(const fs::path& path) {
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) {
    if (fs::exists(path / "junction.csv", ignored)) return GasSource::pandapipes;
    return fs::exists(path / "nodes.csv", ignored) ? GasSource::tables : GasSource::none;
  }
  if (path.extension() == ".json") return GasSource::pandapipes;
  return path.extension() == ".net" ? GasSource::gaslib : GasSource::none;
}

void read_own(GasTables& tables, ProblemList& problems) {
  for (const io::Schema& schema : io::gas_table_schemas()) {
    const std::string file = fs::path(schema.file).filename().string();
    const fs::path path = fs::path(tables.path) / file;
    const bool needed = file == "nodes.csv" || file == "supplies.csv";
    if (!needed && !fs::exists(path)) continue;
    tables.own.emplace(file, io::read_table_file(path.string(), schema, problems));
  }
}

void keep_imported(GasTables& tables, const std::vector<fs::path>& files, ProblemList& problems) {
  for (const fs::path& file : files) {
    const auto text = io::read_text_file(file.string(), problems);
    if (text) tables.imported.emplace_back(file.filename().string(), "sha256 " + io::sha256_hex(*text));
  }
}

std::vector<fs::path> imported_files(const fs::path& path) {
  if (!fs::is_directory(path)) return {path};
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(path)) {
    const std::string name = entry.path().filename().string();
    const bool table = entry.path().extension() == ".csv" || name == "fluid.json";
    if (entry.is_regular_file() && table && !name.starts_with("pandapipes_res")) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

void check_companions(const io::Settings& gas, GasSource source, ProblemList& problems) {
  const bool gaslib = source == GasSource::gaslib;
  if (gaslib && !gas.given("nomination")) {
    problems.add(gas.problem("network", "a GasLib network needs a nomination",
                             "give gas.nomination, the path of its .scn file"));
  }
  for (const auto& [key, fits] : {std::pair("nomination", gaslib), std::pair("gaslib", gaslib),
                                  std::pair("homes", source != GasSource::none && source != GasSource::synthesis)}) {
    if (!gas.has(key) || fits) continue;
    problems.add(gas.problem(key, fmt::format("gas.{} has nothing that it goes with", key),
                             std::string_view(key) == "homes" ? "give gas.network, or leave it out"
                                                              : "it goes with a GasLib .net file as gas.network"));
  }
}

}  // namespace

GasTables read_gas_tables(const io::Settings& gas, const std::string& folder, ProblemList& problems) {
  GasTables tables;
  const bool given = gas.given("network"), by_rule = gas.has("synthesis");
  if (given && by_rule) {
    problems.add(gas.problem("synthesis", "the gas network is both given and made up",
                             "give one of gas.network and gas.synthesis"));
    return tables;
  }
  if (by_rule) tables.source = GasSource::synthesis;
  if (given) {
    tables.path = (fs::path(folder) / gas.text("network")).string();
    tables.source = source_of(tables.path);
    if (tables.source == GasSource::none) {
      problems.add(gas.problem("network", fmt::format("'{}' is no gas network", gas.text("network")),
                               "allowed: a folder with nodes.csv or with pandapipes' junction.csv, a pandapipes .json "
                               "file, a GasLib .net file"));
      return tables;
    }
  }
  check_companions(gas, tables.source, problems);
  if (tables.source == GasSource::tables) read_own(tables, problems);
  if (tables.source == GasSource::pandapipes || tables.source == GasSource::gaslib) {
    std::vector<fs::path> files = imported_files(tables.path);
    if (gas.given("nomination")) files.push_back(fs::path(folder) / gas.text("nomination"));
    keep_imported(tables, files, problems);
  }
  if (given && gas.given("homes")) {
    tables.homes =
        io::read_table_file((fs::path(folder) / gas.text("homes")).string(), io::gas_homes_schema(), problems);
  }
  return tables;
}

}  // namespace hearthgrid::run
