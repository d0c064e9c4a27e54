#include "engine/io/settings.hpp"

#include <stdexcept>

namespace hearthgrid::io {

namespace {
template <typename T>
const T& held_as(const Value& value, const std::string& key) {
  if (const T* held = std::get_if<T>(&value.held)) return *held;
  throw std::logic_error("setting '" + key + "' is of another kind");
}
}  // namespace

bool Settings::has(const std::string& key) const {
  return values_.contains(key);
}

bool Settings::given(const std::string& key) const {
  const auto found = values_.find(key);
  return found != values_.end() && found->second.given;
}

const Value& Settings::at(const std::string& key) const {
  const auto found = values_.find(key);
  if (found == values_.end()) throw std::logic_error("setting '" + key + "' is not there");
  return found->second;
}

double Settings::number(const std::string& key) const {
  const Value& value = at(key);
  if (const int64_t* whole = std::get_if<int64_t>(&value.held)) return static_cast<double>(*whole);
  return held_as<double>(value, key);
}

int64_t Settings::integer(const std::string& key) const {
  return held_as<int64_t>(at(key), key);
}
bool Settings::boolean(const std::string& key) const {
  return held_as<bool>(at(key), key);
}
const std::string& Settings::text(const std::string& key) const {
  return held_as<std::string>(at(key), key);
}

std::chrono::sys_days Settings::date(const std::string& key) const {
  return held_as<std::chrono::sys_days>(at(key), key);
}

const std::vector<std::string>& Settings::texts(const std::string& key) const {
  return held_as<std::vector<std::string>>(at(key), key);
}

const std::vector<double>& Settings::numbers(const std::string& key) const {
  return held_as<std::vector<double>>(at(key), key);
}

const Settings& Settings::table(const std::string& key) const {
  return *held_as<std::shared_ptr<Settings>>(at(key), key);
}

const std::vector<Settings>& Settings::tables(const std::string& key) const {
  return held_as<std::vector<Settings>>(at(key), key);
}

std::vector<std::string> Settings::names() const {
  return order_;
}

const Place& Settings::place(const std::string& key) const {
  const auto found = values_.find(key);
  return found == values_.end() ? place_ : found->second.place;
}

Problem Settings::problem(const std::string& key, std::string message, std::string advice) const {
  const Place& where = place(key);
  return {where.file, where.line, where.column, std::move(message), std::move(advice)};
}

void Settings::set(const std::string& key, Value value) {
  if (!values_.contains(key)) order_.push_back(key);
  values_[key] = std::move(value);
}

}  // namespace hearthgrid::io
