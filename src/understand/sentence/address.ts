/** How people of rank are spoken to: 王书记, 芳姐. */
export const ADDRESS = /(书记|主任|局长|科长|处长|部长|院长|组长|所长|局|科|处|姐|哥|总|老师|委员|领导)$/
