using System.Collections.Frozen;
using System.Text;

namespace Resolve.Persons.Text;

/// <summary>Writes names in Cyrillic, Arabic, Khmer and common Chinese characters with Latin letters, well enough to compare sounds.</summary>
/// <remarks>
/// Simplified from BGN/PCGN romanisation and Hanyu Pinyin without tones (general knowledge). Arabic and Khmer come out as consonants mostly,
/// so similarity is judged by <see cref="SoundCode"/>; a Chinese character that is not in the table makes its name incomparable.
/// </remarks>
internal static class Transliteration
{
    private const string Cyrillic =
        "аa бb вv гg дd еe ёe жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ьi эe юyu яya іi їi єe ґg ўv јj љl њn ћc џdz ђd";
    private const string Arabic = "اa أa إi آa بb تt ثth جj حh خkh دd ذdh رr زz سs شsh صs ضd طt ظz عa غgh فf قq كk لl مm نn هh ةa وw يy ىa ئy ؤw پp چch ژzh "
        + "گg کk یy";
    private const string Khmer = "កk ខk គk ឃk ងng ចch ឆch ជch ឈch ញnh ដd ឋt ឌd ឍt ណn តd ថt ទt ធt នn បb ផp ពp ភp មm យy រr លl វv សs ហh ឡl អa ាa ិi ីi ឹi ឺu ុu "
        + "ូu ួuo ើae ឿu ៀie េe ែae ៃai ោo ៅau";
    private const string Chinese =
        "王wang 李li 张zhang 張zhang 刘liu 劉liu 陈chen 陳chen 杨yang 楊yang 黄huang 黃huang 赵zhao 趙zhao 吴wu 吳wu 周zhou 徐xu 孙sun 孫sun 马ma 馬ma 朱zhu 胡hu 郭guo 何he 林lin " +
        "高gao 罗luo 羅luo 郑zheng 鄭zheng 梁liang 谢xie 謝xie 宋song 唐tang 许xu 許xu 韩han 韓han 冯feng 馮feng 邓deng 鄧deng 曹cao 彭peng 曾zeng 肖xiao 蕭xiao 田tian 董dong 袁yuan " +
        "潘pan 于yu 蒋jiang 蔣jiang 蔡cai 余yu 杜du 叶ye 葉ye 程cheng 苏su 蘇su 魏wei 吕lü 呂lü 丁ding 任ren 沈shen 姚yao 卢lu 盧lu 姜jiang 崔cui 钟zhong 鍾zhong 谭tan 譚tan 陆lu 陸lu " +
        "汪wang 范fan 金jin 石shi 廖liao 贾jia 夏xia 韦wei 付fu 方fang 白bai 邹zou 孟meng 熊xiong 秦qin 邱qiu 江jiang 尹yin 薛xue 闫yan 段duan 雷lei 侯hou 龙long 龍long 史shi 陶tao " +
        "黎li 贺he 顾gu 毛mao 郝hao 龚gong 邵shao 万wan 钱qian 严yan 武wu 戴dai 莫mo 孔kong 向xiang 汤tang 伟wei 偉wei 芳fang 娜na 秀xiu 英ying 敏min 静jing 靜jing 丽li 麗li 强qiang " +
        "強qiang 磊lei 军jun 軍jun 洋yang 勇yong 艳yan 艷yan 杰jie 傑jie 娟juan 涛tao 濤tao 明ming 超chao 兰lan 蘭lan 霞xia 平ping 刚gang 剛gang 桂gui 文wen 辉hui 輝hui 玲ling 华hua " +
        "華hua 红hong 紅hong 梅mei 鹏peng 飞fei 飛fei 鑫xin 波bo 斌bin 宇yu 浩hao 凯kai 凱kai 健jian 俊jun 帆fan 帅shuai 雪xue 颖ying 欣xin 怡yi 婷ting 佳jia 建jian 国guo 國guo 志zhi " +
        "新xin 海hai 春chun 晓xiao 曉xiao 小xiao 玉yu 云yun 雲yun 月yue 凤feng 鳳feng 珍zhen 琴qin 燕yan 倩qian 荣rong 榮rong 生sheng 德de 成cheng 东dong 東dong 亮liang 立li 永yong " +
        "光guang 美mei 慧hui 巧qiao 雅ya 芝zhi 萍ping 莉li 瑞rui 福fu 天tian 宝bao 寶bao 家jia 思si 子zi 嘉jia 梓zi 轩xuan 涵han";

    private static readonly FrozenDictionary<char, string> Letters = Build();

    /// <summary>Returns whether text holds a letter of a script that is not Latin.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsForeign(string text)
    {
        foreach (char c in text)
            if (c >= 0x0370 && char.IsLetter(c) && c is not (>= '\u1E00' and <= '\u1EFF') && c < 0xFB00) return true;
        return false;
    }

    /// <summary>Writes text with Latin letters.</summary>
    /// <param name="text">The text, in canonical composition.</param>
    /// <param name="complete">Whether every letter was known.</param>
    /// <returns>The Latin text: Chinese syllables parted by spaces, letters that are not known left out.</returns>
    public static string ToLatin(string text, out bool complete)
    {
        var latin = new StringBuilder(text.Length * 2);
        complete = true;
        foreach (char c in text.ToLowerInvariant())
        {
            if (Letters.TryGetValue(c, out string? written)) latin.Append(written);
            else if (c < 0x0370 || c is >= '\u1E00' and <= '\u1EFF') latin.Append(c);
            else if (char.IsLetter(c)) complete = false;
            else if (char.IsWhiteSpace(c) || char.IsPunctuation(c)) latin.Append(' ');
        }
        return latin.ToString();
    }

    private static FrozenDictionary<char, string> Build()
    {
        var letters = new Dictionary<char, string>();
        foreach (string table in (string[])[Cyrillic, Arabic, Khmer])
            foreach (string entry in table.Split(' ')) letters[entry[0]] = entry[1..];
        foreach (string entry in Chinese.Split(' ')) letters[entry[0]] = " " + entry[1..] + " ";
        return letters.ToFrozenDictionary();
    }
}
