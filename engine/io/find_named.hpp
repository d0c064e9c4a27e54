#pragma once
// Looking up what a key names among the parts of a file.

#include <map>
#include <string>
#include <vector>

#include "engine/base/error.hpp"
#include "engine/base/suggest.hpp"
#include "engine/io/settings.hpp"

namespace hearthgrid::io {

template <typename T>
std::vector<std::string> names_of(const std::map<std::string, T>& map) {
  std::vector<std::string> names;
  for (const auto& [name, value] : map) {
    names.push_back(name);
  }
  return names;
}

/// The entry that the text at `key` names, or a problem there (`what`: "construction") and null.
template <typename T>
const T* find_named(const std::map<std::string, T>& map, const Settings& table, const std::string& key,
                    const std::string& what, ProblemList& problems) {
  const std::string& name = table.text(key);
  const auto found = map.find(name);
  if (found == map.end()) {
    problems.add(table.problem(key, "\"" + name + "\" is no " + what, advice_for_unknown(name, names_of(map))));
    return nullptr;
  }
  return &found->second;
}

}  // namespace hearthgrid::io
