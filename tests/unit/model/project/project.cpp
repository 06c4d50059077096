#include "model/project/project.hpp"

#include <catch2/catch.hpp>

#include "support/project_fixture.hpp"

using namespace ayni;

TEST_CASE("The administration is paid in equal parts until its months are over") {
  Scenario s = plain_project();
  s.project.budget_usd = 1e6;
  s.project.bolivianos_per_usd = 7.0;
  s.project.administration_share = 0.2;
  s.project.administration_months = 10;
  s.project.call_months = {100.0};
  Laboratory lab{s};
  lab.run_to(15);
  CHECK(lab.world.project.administration == centavos(1.4e6));
  CHECK(lab.world.ledger.flow(Account::project, Account::outside) == lab.world.project.administration);
}
