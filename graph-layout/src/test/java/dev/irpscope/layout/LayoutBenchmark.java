package dev.irpscope.layout;

import dev.irpscope.layout.SampleGraphs.Arc;
import java.util.Arrays;
import org.jgrapht.Graph;

/** Times layouts of control-flow shaped graphs; run by hand, no part of the tests. */
final class LayoutBenchmark {
  private LayoutBenchmark() {}

  public static void main(String[] arguments) throws InterruptedException {
    Thread thread = new Thread(null, LayoutBenchmark::measure, "layout", 256L << 20);
    thread.start();
    thread.join();
  }

  private static void measure() {
    for (int size : new int[] {50, 200, 500, 1000, 1500}) {
      Graph<Integer, Arc> graph = SampleGraphs.structured(size, 3);
      LayeredLayout<Integer, Arc> layout = SampleGraphs.layout(LayoutOptions.CONTROL_FLOW);
      long[] times = new long[5];
      for (int i = 0; i < times.length; i++) {
        long start = System.nanoTime();
        layout.draw(graph);
        times[i] = (System.nanoTime() - start) / 1_000_000;
      }
      System.out.printf(
          "%d nodes, %d edges: first %d ms, then %s%n",
          graph.vertexSet().size(),
          graph.edgeSet().size(),
          times[0],
          Arrays.toString(Arrays.copyOfRange(times, 1, times.length)));
    }
  }
}
