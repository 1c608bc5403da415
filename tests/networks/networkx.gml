graph [
  node [
    id 0
    label "n"
    country "FR"
  ]
  node [
    id 1
    label "k"
    country "JP"
  ]
  node [
    id 2
    label "t"
    country "FR"
  ]
  edge [
    source 0
    target 1
    weight 2.0
  ]
  edge [
    source 1
    target 2
  ]
]
