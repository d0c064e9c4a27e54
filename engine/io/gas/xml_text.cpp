#include "engine/io/gas/xml_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/io/network/element_frame.hpp"
#include "engine/io/text_file.hpp"

namespace hearthgrid::io {

namespace {

struct Unit {
  XmlQuantity quantity;
  std::string_view name;
  double factor, offset;
};

constexpr std::array<Unit, 18> UNITS{{
    {XmlQuantity::length_m, "", 1.0, 0.0},  // heights of GasLib-24 have none
    {XmlQuantity::length_m, "m", 1.0, 0.0},
    {XmlQuantity::length_m, "meter", 1.0, 0.0},
    {XmlQuantity::length_m, "km", 1000.0, 0.0},
    {XmlQuantity::length_m, "mm", 1e-3, 0.0},
    {XmlQuantity::pressure_bar, "bar", 1.0, 0.0},
    {XmlQuantity::pressure_bar, "barg", 1.0, 1.01325},
    {XmlQuantity::pressure_bar, "Pa", 1e-5, 0.0},
    {XmlQuantity::pressure_bar, "MPa", 10.0, 0.0},
    {XmlQuantity::temperature_k, "K", 1.0, 0.0},
    {XmlQuantity::temperature_k, "Celsius", 1.0, 273.15},
    {XmlQuantity::temperature_k, "C", 1.0, 273.15},
    {XmlQuantity::flow_1000m3h, "1000m_cube_per_hour", 1.0, 0.0},
    {XmlQuantity::flow_1000m3h, "m_cube_per_hour", 1e-3, 0.0},
    {XmlQuantity::flow_1000m3h, "m_cube_per_s", 3.6, 0.0},
    {XmlQuantity::density_kg_m3, "kg_per_m_cube", 1.0, 0.0},
    {XmlQuantity::molar_mass, "kg_per_kmol", 1.0, 0.0},
    {XmlQuantity::plain, "", 1.0, 0.0},
}};

}  // namespace

std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

XmlFile::XmlFile(std::string path, ProblemList& problems) : path_(std::move(path)) {
  const std::optional<std::string> text = read_text_file(path_, problems);
  if (!text) return;
  text_ = *text;
  const pugi::xml_parse_result result = document_.load_buffer(text_.data(), text_.size());
  if (!result) {
    problems.add({path_, line_at(result.offset), 0, fmt::format("this is not XML: {}", result.description()),
                  "check brackets and end tags there; is the file whole?"});
  }
}

int XmlFile::line_at(std::ptrdiff_t offset) const {
  const auto end = std::clamp<std::ptrdiff_t>(offset, 0, static_cast<std::ptrdiff_t>(text_.size()));
  return static_cast<int>(1 + std::count(text_.begin(), text_.begin() + end, '\n'));
}

int XmlFile::line(const pugi::xml_node& node) const {
  return node.offset_debug() < 0 ? 0 : line_at(node.offset_debug());
}

Problem XmlFile::problem(const pugi::xml_node& node, std::string message, std::string advice) const {
  return {path_, line(node), 0, std::move(message), std::move(advice)};
}

std::optional<double> XmlFile::own_value(const pugi::xml_node& node, XmlQuantity quantity,
                                         ProblemList& problems) const {
  const std::string_view text = node.attribute("value").value(), unit = node.attribute("unit").value();
  const std::optional<double> number = number_of(text);
  if (!number || !std::isfinite(*number)) {
    problems.add(problem(node, fmt::format("{} is '{}'", local_name(node), text), "give a finite number as value"));
    return std::nullopt;
  }
  std::string allowed;
  for (const Unit& each : UNITS) {
    if (each.quantity != quantity) continue;
    if (each.name == unit) return each.factor * *number + each.offset;
    if (!each.name.empty()) allowed += (allowed.empty() ? "" : ", ") + std::string(each.name);
  }
  problems.add(problem(node, fmt::format("{} has the unit '{}'", local_name(node), unit), "allowed: " + allowed));
  return std::nullopt;
}

std::optional<double> XmlFile::value(const pugi::xml_node& parent, const char* child, XmlQuantity quantity,
                                     ProblemList& problems) const {
  const pugi::xml_node node = parent.child(child);
  return node ? own_value(node, quantity, problems) : std::nullopt;
}

double XmlFile::required(const pugi::xml_node& parent, const char* child, XmlQuantity quantity, double absent,
                         ProblemList& problems) const {
  if (!parent.child(child)) {
    problems.add(problem(parent,
                         fmt::format("{} '{}' has no {}", local_name(parent), parent.attribute("id").value(), child),
                         fmt::format("give it an element <{} value=...>", child)));
    return absent;
  }
  return value(parent, child, quantity, problems).value_or(absent);
}

}  // namespace hearthgrid::io
