Creator	"yFiles"
Version	"2.18"
graph
[
	hierarchic	1
	label	""
	directed	1
	node
	[
		id	0
		label	"Nancy"
		graphics
		[
			x	60.0
			y	40.0
			w	90.0
			h	30.0
			type	"rectangle"
			fill	"#FFCC00"
		]
		LabelGraphics
		[
			text	"Nancy"
			fontSize	12
		]
	]
	node
	[
		id	1
		label	"Kanazawa"
		graphics
		[
			x	260.0
			y	40.0
			w	90.0
			h	30.0
		]
	]
	node
	[
		id	2
		label	"Tours"
		graphics
		[
			x	160.0
			y	140.0
		]
	]
	edge
	[
		source	0
		target	1
		graphics
		[
			fill	"#000000"
			targetArrow	"standard"
		]
	]
	edge
	[
		source	2
		target	1
	]
]
