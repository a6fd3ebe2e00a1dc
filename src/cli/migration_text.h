// Migrations and their plans as people read them, from what the API tells.
#pragma once

#include <boost/json/value.hpp>
#include <string>

namespace terrane {

void show_migration_plan(const boost::json::object& plan);
void show_migration(const boost::json::object& migration);
// What DescribeMigrations tells, a line for each.
void show_migrations(const boost::json::object& response);
// The name of the step that is under way, or a dash.
std::string step_of(const boost::json::object& migration);

}  // namespace terrane
