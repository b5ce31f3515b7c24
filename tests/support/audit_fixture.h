#pragma once

#include "criteria/criteria.h"
#include "engine/audit.h"

/// A hand-made audit that holds every case a report must show: each status and reading, with and without interval,
/// all units, measured, mixed and declared, hostile titles, withheld numbers, rejections, another set's marks.
namespace boussole::testing {

criteria::CriteriaSet fixture_criteria();
criteria::CriteriaSet fixture_other_criteria();
engine::Audit fixture_audit();

/// The least an audit can hold: no indicator, no space, no source.
engine::Audit empty_audit();

}  // namespace boussole::testing
