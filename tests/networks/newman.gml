Creator "Mark Newman on Fri Jul 21 12:39:27 2006"
graph
[
  directed 0
  node
  [
    id 0
    label "Évian"
    value 4
  ]
  node
  [
    id 1
    label "Shizuoka"
  ]
  node
  [
    id 7
    label "Cannes"
  ]
  edge
  [
    source 0
    target 1
    weight 2
  ]
  edge
  [
    source 1
    target 0
    weight 1
  ]
  edge
  [
    source 7
    target 1
    weight 1
  ]
]
