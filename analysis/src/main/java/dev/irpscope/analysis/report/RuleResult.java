package dev.irpscope.analysis.report;

/** The verdict on one rule in one driver. */
public record RuleResult(String driver, String rule, Verdict verdict) {}
