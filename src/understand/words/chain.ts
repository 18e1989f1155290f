// Departments as they stand before or after a name in a chain line.
export const DEPARTMENTS =
  '办公室|综合科|档案室|财务科|督查科|信息科|机要科|行政科|保密科|人事科|法规科|业务科|宣传科|秘书科|政治部|组织科|后勤科|' +
  '第?[一二三四五六七八九十]科|第?[一二三四五六七八九十]组|第?[一二三四五六七八九十]支部|离退休'

// Chains about something else than coming or not: to read them as attendance would be a costly mistake.
export const NOT_ATTENDANCE_TITLES =
  /订餐|点餐|盒饭|午餐|晚餐|早餐|快餐|工作餐|用餐|吃饭|奶茶|团购|尺码|尺寸|服装|衣服|鞋码|党费|会费|捐款|捐书|体检|疫苗|核酸|车牌|车位|手机号|电话号码|身份证|材料上报|报销|领取|领物资|物资|水果|购书|订书|订阅|生日|房号|住房|问卷|投票|下载|安装|知识答题|答题|学习强国积分|积分|打卡截图/
