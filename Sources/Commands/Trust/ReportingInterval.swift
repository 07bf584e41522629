import ArgumentParser

/// How often an organisation is to be heard from, as enrolments and agreements name it.
enum ReportingInterval: String, CaseIterable, ExpressibleByArgument {
  case monthly, quarterly
  case halfYearly = "half_yearly"
  case yearly
}
