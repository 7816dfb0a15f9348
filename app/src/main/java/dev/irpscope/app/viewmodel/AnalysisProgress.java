package dev.irpscope.app.viewmodel;

/**
 * How far an analysis is.
 *
 * @param phase what is being done; empty before it is known
 * @param subject the file, driver or rule it is done to
 * @param total 0 if it is not known
 */
public record AnalysisProgress(String phase, String subject, int done, int total) {
  public static final AnalysisProgress NONE = new AnalysisProgress("", "", 0, 0);

  /** 0 to 1, or -1 if it is not known. */
  public double fraction() {
    return total <= 0 ? -1 : Math.clamp((double) done / total, 0, 1);
  }
}
