#pragma once
// What a planner reads first: a dozen figures for each mix of a results file, beside those of `before`.

#include <optional>
#include <string>
#include <vector>

#include "engine/io/results_reader.hpp"
#include "tools/cli/table_text.hpp"

namespace hearthgrid::cli {

/// One figure of every mix; none where the file does not have what it needs.
struct Figure {
  std::string key;    ///< CSV column, with its unit
  std::string label;  ///< row of the table, with its unit; at most 18 columns, so that seven mixes fit beside it
  std::vector<std::optional<double>> values;
};

struct MixFigures {
  std::vector<std::string> mixes;
  size_t base = 0;  ///< the mix called `before`, or the first
  std::vector<Figure> figures;
};

/// Share of the season below 14 degC from which a home counts as cold. A convention of ours.
constexpr double COLD_SHARE_OF_SEASON = 0.05;

[[nodiscard]] MixFigures mix_figures(const io::ResultsReader& reader);
/// Side by side, each file's mixes under "file: mix"; the base is the first file's. A file without a figure that
/// another has gives none.
[[nodiscard]] MixFigures joined(const std::vector<std::string>& names, const std::vector<MixFigures>& all);

/// Figures as rows and mixes as columns: values, then changes against the base. Rows that say the same of every mix (0
/// everywhere; no change anywhere) are left out, and the first table's note names them.
[[nodiscard]] TextTable values_table(const MixFigures& figures);
[[nodiscard]] TextTable changes_table(const MixFigures& figures);
/// One row per mix: every figure and its change, exact.
[[nodiscard]] TextTable csv_table(const MixFigures& figures);

/// Whether a payer of the results (hearthgrid::economy::Payer) is a public budget.
[[nodiscard]] bool is_government(const std::string& payer);

}  // namespace hearthgrid::cli
