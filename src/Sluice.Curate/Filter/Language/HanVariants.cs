namespace Sluice.Curate.Filter.Language;

/// <summary>Frequent Chinese characters that only one of the two ways of writing has.</summary>
/// <remarks>Of pairs whose simplified form is no traditional character of its own (not 后, 里 or 干). Typed in: facts of the lists of 1964 and 1986. Japanese shares many of both, and is told by its kana before.</remarks>
static class HanVariants
{
    const string Simplified =
        "们这来国个说时会对为学过发经还没进动种让问间开关长门见车马鸟鱼龙东乐书买乱争产亲亿仅从仓仪价众优伤伦伟传体佣侧侦债倾偿儿兰兴养兽内册写军农冲决况冻净减凤凭凯击刘则刚创删别剂剑剧劝办务劳势勋区医华协单卖卢卫厂厅历厉压厌县参双变叶号听启员呜咏响哑哗唤喷团园围图圆圣场坏块坚坛坝坟坠垄垦处备够头夹夺奋奖妇妈姐娱婴孙宁宝实宠审宪宫宽宾寝导寿将尔尘尝层属岁岛峡崭巩币帅师帐带帮库应庙庞废广庆庄张弥弹强归当录彦彻征径态怀总恋恳恶悬惊惧惨惩惯愤愿懒戏战户扑执扩扫扬扰抚抛抢护报担拟拥择挂挡挤挥损换据掷揽搂携摄摆摇撑数斗断无旧显晓晕暂术机杀杂权条杨极构枪柜标栋树样桥检楼横欢欧残毁毕气汇汉汤沟泪泽洁洒浅测济浑浓涛润涨渐渔湾湿满滚滞灭灯灵灾灿炉点炼烂烦烧热爱爷牵犹独狮猎猪猫环现玛画畅疗疯盐监盖盘矿码砖确础祸离积称稳穷窃竞笔筑签简粮紧纪约红纤级纲纳纵纷纸纹线练组细织终绍结绕绘给络绝统继绩绪续维绿缓编缘缩网罗罚罢职联聪肃肠肤胜胶脉脏脑脚脱脸腾舰艺节芦苍苏药获虑虽虾蚀蛮补装见观规视览觉触誉计订认讨训议记讲许论设访证评识诉词译试诗诚话询该详语误请读课谁调谈谢谱贝负财责败货质贩贪贫购贯贵贷费贸贺资赏赐赔赖赛赞赶趋跃践踪车轨转轮软轻载较辆辉输辑边达迁过迈运近还进远违连迟选逊递逻遗邓邮邻郑酿释鉴针钟钢钱铁铜银链销锁错键锦镇镜闭闲闻阅队阳阴阵阶际陆陈险随隐难雾静韩页顶项顺须顾顿预领颇频题颜额风飞饭饮饰饱馆驱驶驻骂验骗骨鲁鲜鸡鸣麦黄齐齿";
    const string Traditional =
        "們這來國個說時會對為學過發經還沒進動種讓問間開關長門見車馬鳥魚龍東樂書買亂爭產親億僅從倉儀價眾優傷倫偉傳體傭側偵債傾償兒蘭興養獸內冊寫軍農衝決況凍淨減鳳憑凱擊劉則剛創刪別劑劍劇勸辦務勞勢勳區醫華協單賣盧衛廠廳歷厲壓厭縣參雙變葉號聽啟員嗚詠響啞嘩喚噴團園圍圖圓聖場壞塊堅壇壩墳墜壟墾處備夠頭夾奪奮獎婦媽娛嬰孫寧寶實寵審憲宮寬賓寢導壽將爾塵嘗層屬歲島峽嶄鞏幣帥師帳帶幫庫應廟龐廢廣慶莊張彌彈強歸當錄徹徑態懷總戀懇惡懸驚懼慘懲慣憤願懶戲戰撲執擴掃揚擾撫拋搶護報擔擬擁擇掛擋擠揮損換據擲攬摟攜攝擺搖撐數鬥斷無舊顯曉暈暫術機殺雜權條楊極構槍櫃標棟樹樣橋檢樓橫歡歐殘毀畢氣匯漢湯溝淚澤潔灑淺測濟渾濃濤潤漲漸漁灣濕滿滾滯滅燈靈災燦爐點煉爛煩燒熱愛爺牽猶獨獅獵豬貓環現瑪畫暢療瘋鹽監蓋盤礦碼磚確礎禍離積稱穩窮竊競筆築簽簡糧緊紀約紅纖級綱納縱紛紙紋線練組細織終紹結繞繪給絡絕統繼績緒續維綠緩編緣縮網羅罰罷職聯聰肅腸膚勝膠脈臟腦腳脫臉騰艦藝節蘆蒼蘇藥獲慮雖蝦蝕蠻補裝觀規視覽覺觸譽計訂認討訓議記講許論設訪證評識訴詞譯試詩誠話詢該詳語誤請讀課誰調談謝譜貝負財責敗貨質販貪貧購貫貴貸費貿賀資賞賜賠賴賽贊趕趨躍踐蹤軌轉輪軟輕載較輛輝輸輯邊達遷邁運遠違連遲選遜遞邏遺鄧郵鄰鄭釀釋鑑針鐘鋼錢鐵銅銀鏈銷鎖錯鍵錦鎮鏡閉閒聞閱隊陽陰陣階際陸陳險隨隱難霧靜韓頁頂項順須顧頓預領頗頻題顏額風飛飯飲飾飽館驅駛駐罵驗騙魯鮮雞鳴麥齊齒";

    const int First = 0x4E00, Count = 0x5200;
    static readonly ulong[] s_simplified = Bits(Simplified, Traditional), s_traditional = Bits(Traditional, Simplified);

    /// <summary>Whether only simplified texts have it.</summary>
    public static bool IsSimplified(int codePoint) => Has(s_simplified, codePoint);

    /// <summary>Whether only traditional texts have it.</summary>
    public static bool IsTraditional(int codePoint) => Has(s_traditional, codePoint);

    static bool Has(ulong[] bits, int codePoint) => (uint)(codePoint - First) < Count && (bits[(codePoint - First) >> 6] >> (codePoint - First) & 1) != 0;

    // What stands in both lists tells nothing.
    static ulong[] Bits(string own, string other)
    {
        ulong[] bits = new ulong[Count / 64];
        foreach (char c in own)
            if (!other.Contains(c, StringComparison.Ordinal)) bits[(c - First) >> 6] |= 1UL << (c - First);
        return bits;
    }
}
