#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/io/network/element_frame.hpp"
#include "engine/io/network/opendss_elements.hpp"

namespace hearthgrid::io {

const DssWord* DssProperties::find(const std::string& name) const {
  const int at = position(name);
  return at < 0 ? nullptr : &element_.words[at];
}

int DssProperties::position(const std::string& name) const {
  for (int i = static_cast<int>(element_.words.size()) - 1; i >= 0; --i) {
    if (element_.words[i].name == name) return i;
  }
  return -1;
}

void DssProperties::complain(const DssWord& word, const std::string& advice) const {
  problems_.add({word.file, word.line, 0,
                 fmt::format("{}.{}: {} is '{}'", element_.kind, element_.name, word.name, word.value), advice});
}

std::string DssProperties::text(const std::string& name, const std::string& absent) const {
  const DssWord* word = find(name);
  return word == nullptr ? absent : word->value;
}

double DssProperties::number(const std::string& name, double absent) const {
  const DssWord* word = find(name);
  if (word == nullptr) return absent;
  const std::optional<double> value = number_of(word->value);
  if (value && std::isfinite(*value)) return *value;
  complain(*word, "give a number; expressions are not understood");
  return absent;
}

double DssProperties::required(const std::string& name) const {
  if (!has(name)) problems_.add(element_.problem(name + " is missing", "give it; defaults are not guessed"));
  return number(name, 0.0);
}

double DssProperties::positive(const std::string& name) const {
  const double value = required(name);
  if (value > 0.0) return value;
  if (has(name) && number_of(text(name))) complain(*find(name), "it must be above 0");
  return 1.0;
}

bool DssProperties::flag(const std::string& name, bool absent) const {
  const DssWord* word = find(name);
  if (word == nullptr) return absent;
  const std::string value = lower_case(word->value);
  if (value == "yes" || value == "y" || value == "true" || value == "t") return true;
  if (value == "no" || value == "n" || value == "false" || value == "f") return false;
  complain(*word, "allowed: yes, no");
  return absent;
}

std::vector<double> DssProperties::numbers(const std::string& name) const {
  const DssWord* word = find(name);
  std::vector<double> values;
  if (word == nullptr) return values;
  for (const std::string& item : dss_items(word->value)) {
    const std::optional<double> value = number_of(item);
    if (!value || !std::isfinite(*value)) {
      complain(*word, "give numbers; expressions are not understood");
      return {};
    }
    values.push_back(*value);
  }
  return values;
}

std::optional<DssBus> dss_bus(const std::string& text) {
  DssBus bus;
  const size_t dot = text.find('.');
  bus.name = text.substr(0, dot);
  if (bus.name.empty()) return std::nullopt;
  for (size_t at = dot; at < text.size();) {
    const size_t end = std::min(text.find('.', at + 1), text.size());
    const std::optional<double> node = number_of(std::string_view(text).substr(at + 1, end - at - 1));
    if (!node || *node < 0.0 || *node > 99.0 || *node != std::floor(*node)) return std::nullopt;
    bus.nodes.push_back(static_cast<int>(*node));
    at = end;
  }
  return bus;
}

std::optional<double> dss_unit_km(const std::string& word) {
  static const std::map<std::string, double> UNITS{{"none", 0.0},   {"km", 1.0},      {"m", 1e-3},
                                                   {"cm", 1e-5},    {"mm", 1e-6},     {"ft", 0.3048e-3},
                                                   {"kft", 0.3048}, {"mi", 1.609344}, {"in", 0.0254e-3}};
  const auto found = UNITS.find(lower_case(word));
  return found == UNITS.end() ? std::nullopt : std::optional<double>(found->second);
}

}  // namespace hearthgrid::io
