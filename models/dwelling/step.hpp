#pragma once
// One home, one step, written to be read: the heat that meets the set point under the heater's limit, in closed form.
// The engine's kernel does the same for many homes at once; this one is what it is compared with.
//
// With a the home's area over the archetype's, dH its extra loss to the air [W/K] (beyond a times the nominal one), f
// the convective share of the heater, c = gamma_convective, h = f c + (1-f) gamma_radiant and x.air the last entry of
// x:
//   free  = phi s + gamma u + (c g_conv + gamma_radiant g_rad)/a
//   K     = dC/dt, dC the furniture's heat capacity beyond the model's
//   den   = 1 + (c.air/a) (dH + K),   num = free.air + (c.air/a) (dH T_out + K s.air)
//   q     = clamp((T_set den - num) / (h.air/a), q_min, q_max)
//   T_air = (num + (h.air/a) q) / den,   s' = free + h q/a + c (dH (T_out - T_air) + K (s.air - T_air))/a
// The extra loss and the extra furniture act with the air temperature at the step's end (implicit, always stable: a
// home may have less furniture than the model, not less than none).

#include <Eigen/Dense>

#include "models/dwelling/step_model.hpp"

namespace hearthgrid::dwelling {

/// How one home differs from its archetype.
struct Home {
  double area_scale = 1.0;
  double extra_loss_w_k = 0.0;       ///< dH; may be negative where the home is tighter than nominal
  double convective_share = 1.0;     ///< of the heater
  double extra_furniture_j_k = 0.0;  ///< dC; negative where the home has less than the model
};

/// What is asked of one step. Heat in W, means over the step.
struct StepRequest {
  double set_point_c = 20.0;  ///< air temperature at the step's end
  double minimum_w = 0.0;     ///< negative to allow cooling down to the set point
  double maximum_w = 0.0;
  double convective_gain_w = 0.0;
  double radiant_gain_w = 0.0;
  double outdoor_temp_c = 0.0;
};

struct StepResult {
  double heat_w = 0.0;
  double air_temp_c = 0.0;      ///< at the step's end
  double radiant_temp_c = 0.0;  ///< mean radiant temperature at the step's end
  double transmission_j = 0.0;
  double air_change_j = 0.0;  ///< nominal and extra
  double stored_change_j = 0.0;
};

/// Heat that brings a temperature, which would be `without` and rises by `per_watt`, to `target`, within its limits.
[[nodiscard]] double limited_heat(double target, double without, double per_watt, double minimum_w, double maximum_w);

/// Steps the state in place. `drivers` as in DriverLayout.
StepResult step_home(const StepModel& model, const Home& home, const Eigen::VectorXd& drivers,
                     const StepRequest& request, Eigen::VectorXd& state);

}  // namespace hearthgrid::dwelling
