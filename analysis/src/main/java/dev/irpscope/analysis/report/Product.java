package dev.irpscope.analysis.report;

/** What this program calls itself in reports. */
public final class Product {
  public static final String NAME = "IrpScope";

  /** Kept equal to the build's version by a test. */
  public static final String VERSION = "0.1.0";

  private Product() {}
}
