package dev.irpscope.layout;

/** Width and height of something to be placed; neither is negative. */
public record Size(double width, double height) {
  public Size {
    if (!(width >= 0 && height >= 0)) {
      throw new IllegalArgumentException("size " + width + " x " + height);
    }
  }
}
