#include "models/gas/network/pipe_types.hpp"

#include <algorithm>

namespace hearthgrid::gas {

const std::vector<PipeType>& pipe_types() {
  static const std::vector<PipeType> types{
      {"PE20 SDR11", 20, 16.2},        {"PE25 SDR11", 25, 20.4},        {"PE32 SDR11", 32, 26.2},
      {"PE40 SDR11", 40, 32.6},        {"PE50 SDR11", 50, 40.8},        {"PE63 SDR11", 63, 51.4},
      {"PE75 SDR11", 75, 61.4},        {"PE90 SDR11", 90, 73.6},        {"PE110 SDR11", 110, 90.0},
      {"PE125 SDR11", 125, 102.2},     {"PE160 SDR11", 160, 130.8},     {"PE180 SDR11", 180, 147.2},
      {"PE225 SDR11", 225, 184.0},     {"PE250 SDR11", 250, 204.6},     {"PE315 SDR11", 315, 257.8},
      {"PE355 SDR11", 355, 290.6},     {"PE90 SDR17", 90, 79.2, 17},    {"PE110 SDR17", 110, 96.8, 17},
      {"PE160 SDR17", 160, 141.0, 17}, {"PE200 SDR17", 200, 176.2, 17}, {"PE250 SDR17", 250, 220.4, 17},
      {"PE315 SDR17", 315, 277.6, 17}};
  return types;
}

const PipeType* pipe_type(std::string_view name) {
  const auto& types = pipe_types();
  const auto found = std::find_if(types.begin(), types.end(), [&](const PipeType& type) { return type.name == name; });
  return found == types.end() ? nullptr : &*found;
}

}  // namespace hearthgrid::gas
