package dev.irpscope.app.viewmodel.drawing;

/** How large written text is. */
public interface Lettering {
  /** What a text is written in. */
  enum Hand {
    /** Source text. */
    CODE,
    /** Names of states. */
    TEXT,
    /** Labels at edges, notes in blocks. */
    SMALL
  }

  double width(String text, Hand hand);

  double lineHeight(Hand hand);
}
