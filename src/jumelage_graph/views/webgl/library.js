// What the page of a large network is painted with, bundled by "make node": sigma.js on a graph of graphology.

export { default as Graph } from "graphology";
export { default as Sigma } from "sigma";
export {
  EdgeArrowProgram, EdgeLineProgram, EdgeRectangleProgram, NodeCircleProgram, NodePointProgram,
} from "sigma/rendering";
