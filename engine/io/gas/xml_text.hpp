#pragma once
// XML files of other tools: elements with the line on which they stand, and quantities with units.

#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "engine/base/error.hpp"

namespace hearthgrid::io {

enum class XmlQuantity { length_m, pressure_bar, temperature_k, flow_1000m3h, density_kg_m3, molar_mass, plain };

class XmlFile {
 public:
  /// Reads and parses; a mistake in the form is a problem with its line.
  XmlFile(std::string path, ProblemList& problems);
  [[nodiscard]] const pugi::xml_document& document() const { return document_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] int line(const pugi::xml_node& node) const;
  [[nodiscard]] Problem problem(const pugi::xml_node& node, std::string message, std::string advice) const;

  /// The value of a child element such as <length unit="km" value="55"/>, in the quantity's unit; nothing if there is
  /// no such child. A value that is no number, or a unit that is not known, is a problem.
  [[nodiscard]] std::optional<double> value(const pugi::xml_node& parent, const char* child, XmlQuantity quantity,
                                            ProblemList& problems) const;
  /// The same of an element's own attributes.
  [[nodiscard]] std::optional<double> own_value(const pugi::xml_node& node, XmlQuantity quantity,
                                                ProblemList& problems) const;
  /// A missing child is a problem too, and then `absent`.
  [[nodiscard]] double required(const pugi::xml_node& parent, const char* child, XmlQuantity quantity, double absent,
                                ProblemList& problems) const;

 private:
  [[nodiscard]] int line_at(std::ptrdiff_t offset) const;
  std::string path_, text_;
  pugi::xml_document document_;
};

/// A name without its namespace's prefix.
[[nodiscard]] std::string_view local_name(const pugi::xml_node& node);

}  // namespace hearthgrid::io
