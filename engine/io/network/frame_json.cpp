#include "engine/io/network/frame_json.hpp"

#include <fmt/format.h>

#include "engine/io/network/json_text.hpp"

namespace hearthgrid::io {

using Json = nlohmann::ordered_json;

namespace {

std::string cell_text(const Json& value) {
  if (value.is_null()) return "";
  return value.is_string() ? value.get<std::string>() : value.dump();
}

}  // namespace

std::optional<ElementFrame> frame_of_json(const std::string& element, const std::string& path, const Json& value,
                                          const std::string& tool, ProblemList& problems) {
  Json content = value.at("_object");
  if (content.is_string()) {
    const std::optional<Json> parsed = parse_json(path, content.get<std::string>(), problems);
    if (!parsed) return std::nullopt;
    content = *parsed;
  }
  const bool split = content.is_object() && content.contains("columns") && content.contains("index") &&
                     content.contains("data") && content["columns"].is_array() && content["index"].is_array() &&
                     content["data"].is_array() && content["data"].size() == content["index"].size();
  if (!split) {
    problems.add({path, 0, 0, fmt::format("the table {} has no columns, index and data", element),
                  fmt::format(R"(write it with {}'s to_json (tables as "orient": "split"))", tool)});
    return std::nullopt;
  }
  ElementFrame frame(element, path);
  std::vector<std::string> columns{"index"};
  for (const Json& column : content["columns"]) columns.push_back(cell_text(column));
  frame.set_columns(columns);
  for (size_t row = 0; row < content["data"].size(); ++row) {
    std::vector<std::string> cells{cell_text(content["index"][row])};
    if (content["data"][row].is_array()) {
      for (const Json& cell : content["data"][row]) cells.push_back(cell_text(cell));
    }
    const std::string label = element + " " + cells[0];
    frame.add_row(std::move(cells), 0, label);
  }
  return frame;
}

}  // namespace hearthgrid::io
