Creator "igraph version 1.0.0 Sun Nov 29 03:50:33 2026"
Version 1
graph
[
  directed 0
  node
  [
    id 0
    label "Nancy"
  ]
  node
  [
    id 1
    label "Kanazawa"
  ]
  node
  [
    id 2
    label "Tours"
  ]
  node
  [
    id 3
    label "Takamatsu"
  ]
  edge
  [
    source 1
    target 0
    weight 2.5
  ]
  edge
  [
    source 2
    target 1
    weight 1
  ]
  edge
  [
    source 2
    target 0
    weight 1
  ]
  edge
  [
    source 3
    target 2
    weight 3
  ]
]
