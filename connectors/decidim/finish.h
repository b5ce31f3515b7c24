#pragma once

#include "connectors/decidim/builder.h"

/// What is done once all rows are in: links between tables, canonical order, and what the export gives and does not.
namespace boussole::connectors::decidim {

/// All of the steps below, in order.
void finish(Builder& builder);

/// Which site this is, and its spaces, themes, totals and official texts as their own files describe them. Spaces of
/// another organisation of the same installation become rejected rows.
void settle_places(Builder& builder);

/// Organisers, badges, destroyed accounts, what groups signed.
void settle_people(Builder& builder);

/// Parents of comments and results; spaces, themes and languages put in the order of their names, whatever the order of
/// the rows; what only a replaced row named is dropped; the range of times.
void settle_rows(Builder& builder);

/// Steps of processes, questions of surveys, sums of budgets and votes on comments, which only the API has.
void settle_course(Builder& builder);

/// Dataset::capabilities and Dataset::fill.
void settle_capabilities(Builder& builder);

/// Dataset::sources and Dataset::rejections.
void settle_records(Builder& builder);

}  // namespace boussole::connectors::decidim
