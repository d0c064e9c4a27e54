// `hearthgrid compare`: the mixes of several results files side by side.

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <set>

#include "engine/base/error.hpp"
#include "tools/cli/commands.hpp"
#include "tools/cli/mix_figures.hpp"
#include "tools/cli/uncertainty_tables.hpp"

namespace hearthgrid::cli {

namespace {

// File names without folder, ending and the "results-" that `run` gives them, or the paths where those are not enough
// to tell the files apart.
std::vector<std::string> short_names(const std::vector<std::string>& files) {
  std::vector<std::string> names;
  for (const std::string& file : files) {
    const std::string name = std::filesystem::path(file).stem().string();
    names.push_back(name.starts_with("results-") ? name.substr(8) : name);
  }
  return std::set<std::string>(names.begin(), names.end()).size() == files.size() ? names : files;
}

}  // namespace

int compare(const CompareOptions& options) {
  if (options.files.empty()) {
    throw InputError(Problem{"", 0, 0, "no results file to compare", "name one or more: hearthgrid compare A.h5 B.h5"});
  }
  std::vector<MixFigures> all;
  std::vector<std::unique_ptr<const io::ResultsReader>> readers;
  std::vector<const io::ResultsReader*> files;
  for (const std::string& file : options.files) {
    files.push_back(readers.emplace_back(std::make_unique<io::ResultsReader>(file)).get());
    all.push_back(mix_figures(*files.back()));
  }
  const MixFigures figures = joined(short_names(options.files), all);
  if (options.csv) {
    TextTable table = csv_table(figures);
    add_band_columns(files, table);
    std::fputs(render_csv(table).c_str(), stdout);
    return 0;
  }
  std::fputs(render(values_table(figures)).c_str(), stdout);
  if (figures.mixes.size() > 1) {
    std::fputs(("\n" + render(changes_table(figures))).c_str(), stdout);
  }
  const TextTable bands = compared_bands(short_names(options.files), files);
  if (!bands.rows.empty()) std::fputs(("\n" + render(bands)).c_str(), stdout);
  return 0;
}

}  // namespace hearthgrid::cli
