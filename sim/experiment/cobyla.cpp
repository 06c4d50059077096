#include "experiment/cobyla.hpp"

#include <nlopt.h>

#include <exception>
#include <memory>
#include <stdexcept>

namespace ayni {
namespace {

struct Destroy {
  void operator()(nlopt_opt optimiser) const noexcept { nlopt_destroy(optimiser); }
};
using Optimiser = std::unique_ptr<nlopt_opt_s, Destroy>;

/// What NLopt's functions, which are C, see: a value for each place, and the exception that ends it all. NLopt asks for
/// loss and constraints of a place one after the other.
class Values {
 public:
  Values(Optimiser& optimiser, std::size_t constraints,
         const std::function<PlaceValue(const std::vector<double>&)>& value_at)
      : optimiser_{optimiser}, constraints_{constraints}, value_at_{value_at} {}

  static double loss(unsigned n, const double* place, double* /*gradient*/, void* self) {
    return static_cast<Values*>(self)->at(n, place).loss;
  }

  static void excess(unsigned m, double* result, unsigned n, const double* place, double* /*gradient*/, void* self) {
    const PlaceValue& value = static_cast<Values*>(self)->at(n, place);
    for (unsigned k = 0; k < m; ++k) result[k] = value.excess[k];
  }

  void rethrow() const {
    if (error_) std::rethrow_exception(error_);
  }

 private:
  const PlaceValue& at(unsigned n, const double* place) noexcept {
    if (error_) return value_;
    std::vector<double> here(place, place + n);
    if (here == place_) return value_;
    try {
      value_ = value_at_(here);
      place_ = std::move(here);
    } catch (...) {
      error_ = std::current_exception();  // must not pass through C
      value_ = {0.0, std::vector<double>(constraints_, 0.0)};
      nlopt_force_stop(optimiser_.get());
    }
    return value_;
  }

  Optimiser& optimiser_;
  std::size_t constraints_;
  const std::function<PlaceValue(const std::vector<double>&)>& value_at_;
  std::vector<double> place_;
  PlaceValue value_;
  std::exception_ptr error_;
};

void require(nlopt_result result, const char* what) {
  if (result < 0)
    throw std::runtime_error{std::string{"NLopt refuses "} + what + ": " + nlopt_result_to_string(result)};
}

}  // namespace

void minimise_in_cube(std::vector<double> start, double first_step, double tolerance, std::size_t constraints,
                      const std::function<PlaceValue(const std::vector<double>&)>& value_at) {
  const auto n = static_cast<unsigned>(start.size());
  Optimiser optimiser{nlopt_create(NLOPT_LN_COBYLA, n)};
  if (!optimiser) throw std::bad_alloc{};
  Values values{optimiser, constraints, value_at};
  require(nlopt_set_lower_bounds1(optimiser.get(), 0.0), "the bounds");
  require(nlopt_set_upper_bounds1(optimiser.get(), 1.0), "the bounds");
  require(nlopt_set_initial_step1(optimiser.get(), first_step), "the first step");
  require(nlopt_set_xtol_abs1(optimiser.get(), tolerance), "the tolerance");
  require(nlopt_set_min_objective(optimiser.get(), &Values::loss, &values), "the objective");
  if (constraints > 0) {
    require(nlopt_add_inequality_mconstraint(optimiser.get(), static_cast<unsigned>(constraints), &Values::excess,
                                             &values, nullptr),
            "the constraints");
  }
  double lowest = 0.0;
  const nlopt_result result = nlopt_optimize(optimiser.get(), start.data(), &lowest);
  values.rethrow();
  // Rounding errors that keep the simplex from shrinking further end the search as the tolerance does.
  if (result != NLOPT_ROUNDOFF_LIMITED) require(result, "to minimise");
}

}  // namespace ayni
