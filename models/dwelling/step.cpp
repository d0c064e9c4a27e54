#include "models/dwelling/step.hpp"

#include <algorithm>

namespace hearthgrid::dwelling {

double limited_heat(double target, double without, double per_watt, double minimum_w, double maximum_w) {
  return std::clamp((target - without) / per_watt, minimum_w, maximum_w);
}

StepResult step_home(const StepModel& model, const Home& home, const Eigen::VectorXd& drivers,
                     const StepRequest& request, Eigen::VectorXd& state) {
  const int air = model.states - 1;
  const double scale = home.area_scale;
  const double f = home.convective_share;
  const Eigen::VectorXd& c = model.gamma_convective;
  const Eigen::VectorXd h = f * c + (1.0 - f) * model.gamma_radiant;
  const Eigen::VectorXd free = model.phi * state + model.gamma * drivers +
                               (c * request.convective_gain_w + model.gamma_radiant * request.radiant_gain_w) / scale;

  const double furniture_w_k = home.extra_furniture_j_k / model.step_s;
  const double den = 1.0 + c[air] / scale * (home.extra_loss_w_k + furniture_w_k);
  const double num =
      free[air] + c[air] / scale * (home.extra_loss_w_k * request.outdoor_temp_c + furniture_w_k * state[air]);
  const double per_watt = h[air] / scale;
  StepResult result;
  result.heat_w = limited_heat(request.set_point_c * den, num, per_watt, request.minimum_w, request.maximum_w);
  const double air_temp = (num + per_watt * result.heat_w) / den;
  const double extra_w = home.extra_loss_w_k * (request.outdoor_temp_c - air_temp);
  const double furniture_w = furniture_w_k * (state[air] - air_temp);
  const Eigen::VectorXd next = free + (h * result.heat_w + c * (extra_w + furniture_w)) / scale;

  const double convective = (request.convective_gain_w + f * result.heat_w + extra_w + furniture_w) / scale;
  const double radiant = (request.radiant_gain_w + (1.0 - f) * result.heat_w) / scale;
  const Eigen::Vector2d loss = scale * (model.loss_state * state + model.loss_driver * drivers +
                                        model.loss_convective * convective + model.loss_radiant * radiant);
  result.air_temp_c = next[air];
  result.radiant_temp_c = model.star_state.dot(next) + model.star_driver.dot(drivers) +
                          model.star_convective * convective + model.star_radiant * radiant;
  result.transmission_j = loss[0];
  result.air_change_j = loss[1] - extra_w * model.step_s;
  result.stored_change_j = scale * model.stored.dot(next - state) - furniture_w * model.step_s;
  state = next;
  return result;
}

}  // namespace hearthgrid::dwelling
